public import ArgumentParser
internal import ControlGroups
internal import Exposition
internal import GroupMetrics
internal import ProcessIO

/// `weir-exporter`: the figures of all control groups for Prometheus.
public struct ExporterCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "weir-exporter",
    abstract: "Serves the figures of all control groups to Prometheus, by name.",
    discussion: """
      It only reads, and listens on loopback unless told otherwise. --once prints the page instead; --textfile writes it \
      where node_exporter's textfile collector looks, whole or not at all. Families and labels: Documentation/metrics.md.
      """,
    version: version)

  /// The release.
  static let version = "0.1.0"

  @Flag(help: "Print the page and end.") var once = false

  @Option(
    help: ArgumentHelp("Write the page to a file (*.prom), by a temporary one beside it, and end.", valueName: "file"))
  var textfile: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var choice: CollectorOptions
  #if Service
    @OptionGroup(title: "Listening") var web: WebOptions
  #endif

  public init() {}

  public func validate() throws {
    if let textfile, !textfile.hasSuffix(".prom") {
      throw ValidationError("--textfile \(ByteText(textfile)): node_exporter reads *.prom alone")
    }
    if once, textfile != nil { throw ValidationError("--once and --textfile: say one of them") }
    if let way = once ? "--once" : textfile == nil ? nil : "--textfile" {
      // What would do nothing is refused, and not passed by.
      #if Service
        if let option = web.given {
          throw ValidationError("\(way) and \(option): the page is written once and nobody listens; say one of them")
        }
      #endif
      if choice.oom == true {
        throw ValidationError("\(way) and --collector.oom: kills are counted from page to page; leave out one of them")
      }
    }
    #if !Service
      if !once, textfile == nil {
        throw ValidationError(
          "say --once or --textfile FILE: it was built without the trait Service, and does not listen")
      }
    #endif
  }

  public func run() throws {
    #if Service
      if !once, textfile == nil { return try serve() }
    #endif
    let page = try content()
    if let textfile {
      try Textfile.write(page, to: ByteText(textfile))
    } else {
      try Output.write(Output.isTerminal ? Output.forTerminal(page) : page, to: .output)
    }
  }

  /// The page that this command line asks for.
  func content(_ calls: any SystemCalls = LinuxCalls.shared) throws -> [UInt8] {
    var options = try choice.options()
    // Kills are counted from page to page: on a single one each count would be a 0 that says nothing.
    options.collectors.remove(.oom)
    // A host of version 1 is told apart from one that is down.
    guard let page = try place.page(options, calls) else { return Page.without(version: .one) }
    do throws(ControlGroupError) { return try page.scrape() } catch {
      throw Failure("\(error)")
    }
  }
}
