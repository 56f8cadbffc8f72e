internal import ArgumentParser
internal import ControlGroups
internal import GroupMetrics
internal import TerminalUI

/// `-w QUERY`: groups by what they are and use.
struct QueryOption: ParsableArguments {
  @Option(
    name: [.customShort("w"), .customLong("where")],
    help: ArgumentHelp(
      "Groups that a query chooses, such as 'memory.share > 80% and engine = podman'.", valueName: "query"))
  var query: String?

  init() {}

  init(_ query: String?) { self.query = query }

  /// The query, compiled; nil where there is none. A fault is shown under the query.
  func selector() throws -> Selector? {
    guard let query else { return nil }
    let text = ByteText(query)
    do throws(QueryFault) { return try Selector(text) } catch {
      throw Complaint("-w: \(error.message)", exit: .usage, below: error.marked(in: text, width: Columns.of))
    }
  }
}
