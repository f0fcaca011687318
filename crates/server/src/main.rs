//! The program `charge-portal`.

/// Many small allocations of many connections on all cores: measured, the system's allocator took a sixth of the processor's time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    server::command_line::run()
}
