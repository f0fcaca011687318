//! Files for and from stations.

use domain::transfer::{TransferKind, TransferProtocol, TransferState};
use domain::{CommandId, ImageId, NodeId, TransferId, UploadId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// A firmware image.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: ImageId,
    /// The file's name.
    pub name: String,
    /// The vendor of the stations that it is for; any when empty.
    pub vendor: String,
    /// Their model; any when empty.
    pub model: String,
    /// The version, as stations tell it when they boot.
    pub version: String,
    /// Its size, bytes.
    pub size_bytes: i64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Whether it has a signature and a certificate, for signed updates.
    pub signed: bool,
    /// When it was uploaded.
    #[schema(value_type = word::Time)]
    pub uploaded_at: UtcMillis,
    /// Who uploaded it.
    pub uploaded_by: String,
}

impl From<store::image::Image> for Image {
    fn from(stored: store::image::Image) -> Image {
        let store::image::Image { id, image } = stored;
        Image {
            id,
            name: image.name,
            vendor: image.vendor,
            model: image.model,
            version: image.version,
            size_bytes: image.size_bytes,
            sha256: image.sha256,
            signed: image.signature.is_some(),
            uploaded_at: image.uploaded_at,
            uploaded_by: image.uploaded_by,
        }
    }
}

/// A file's way to or from a station.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    /// Its id; also OCPP's requestId.
    #[schema(value_type = i64)]
    pub id: TransferId,
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// What kind of file.
    #[schema(value_type = word::TransferKind)]
    pub kind: TransferKind,
    /// The command that began it.
    #[schema(value_type = i64)]
    pub command_id: CommandId,
    /// The firmware image.
    #[schema(value_type = Option<i64>)]
    pub image_id: Option<ImageId>,
    /// The image's version.
    pub image_version: Option<String>,
    /// How far it has come.
    #[schema(value_type = word::TransferState)]
    pub state: TransferState,
    /// The station's last word on it, or why it ended.
    pub word: Option<String>,
    /// By what the file goes; null until the station was told.
    #[schema(value_type = Option<word::TransferProtocol>)]
    pub protocol: Option<TransferProtocol>,
    /// How much has gone over the line, bytes.
    pub bytes: i64,
    /// How much there is, bytes, where known.
    pub total_bytes: Option<i64>,
    /// When it was asked for.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// Until when its location is open.
    #[schema(value_type = Option<word::Time>)]
    pub expires_at: Option<UtcMillis>,
    /// When anything was last heard of it.
    #[schema(value_type = word::Time)]
    pub updated_at: UtcMillis,
    /// When it ended.
    #[schema(value_type = Option<word::Time>)]
    pub ended_at: Option<UtcMillis>,
    /// Who asked for it.
    pub by: String,
}

impl From<store::transfer::Transfer> for Transfer {
    fn from(stored: store::transfer::Transfer) -> Transfer {
        Transfer {
            id: stored.id,
            station_id: stored.station_id,
            kind: stored.kind,
            command_id: stored.command_id,
            image_id: stored.image_id,
            image_version: stored.image_version,
            state: stored.state,
            word: stored.word,
            protocol: stored.protocol,
            bytes: stored.bytes,
            total_bytes: stored.total_bytes,
            created_at: stored.created_at,
            expires_at: stored.expires_at,
            updated_at: stored.updated_at,
            ended_at: stored.ended_at,
            by: stored.by,
        }
    }
}

/// A file that a station has uploaded.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Upload {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: UploadId,
    /// With which transfer it came.
    #[schema(value_type = i64)]
    pub transfer_id: TransferId,
    /// Its name.
    pub name: String,
    /// Its size, bytes.
    pub size_bytes: i64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// When it had arrived.
    #[schema(value_type = word::Time)]
    pub received_at: UtcMillis,
}

impl From<store::upload::Upload> for Upload {
    fn from(stored: store::upload::Upload) -> Upload {
        let store::upload::Upload { id, upload } = stored;
        Upload {
            id,
            transfer_id: upload.transfer_id,
            name: upload.name,
            size_bytes: upload.size_bytes,
            sha256: upload.sha256,
            received_at: upload.received_at,
        }
    }
}

/// A station's folder of uploaded files.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Uploads {
    /// The files, the newest first.
    pub items: Vec<Upload>,
    /// How much they take, bytes.
    pub used_bytes: i64,
    /// How much they may take, bytes.
    pub quota_bytes: u64,
}
