import ExporterCommands

@main
struct WeirExporter {
  static func main() { ExporterCommand.start() }
}
