//! `echo-server`.

use std::net::SocketAddr;

use anyhow::Context as _;
use clap::Args;
use simulator::echo::Echo;
use tokio_util::sync::CancellationToken;

/// Echoes frames.
#[derive(Debug, Args)]
pub(crate) struct EchoServer {
    /// Where to listen; port 0 takes any that is free.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
}

impl EchoServer {
    /// Prints the address as its first line, and echoes until it is interrupted.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let echo = Echo::listen(self.listen).await.with_context(|| format!("failed to listen at {}", self.listen))?;
        println!("ws://{}/Ocpp/websocket", echo.address()?);
        let cancelled = CancellationToken::new();
        let serving = echo.serve(cancelled.clone());
        tokio::pin!(serving);
        tokio::select! {
            served = &mut serving => served.context("failed to serve"),
            () = super::interrupted() => {
                // Open connections are not waited for: nothing in them matters.
                cancelled.cancel();
                Ok(())
            }
        }
    }
}
