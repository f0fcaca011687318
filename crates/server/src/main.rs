//! The program `charge-portal`.

fn main() -> anyhow::Result<()> {
    server::command_line::run()
}
