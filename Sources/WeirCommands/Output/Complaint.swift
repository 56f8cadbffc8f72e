internal import ArgumentParser
package import ControlGroups
internal import Limits
internal import SystemdUnits

/// A failure that has its line already: what, where, and what would be right.
package struct Complaint: Error {
  /// The line without `weir: `.
  package var line: String
  /// How the program ends.
  package var exit: Exit
  /// Lines below it: what was typed, with a mark under what is wrong. They begin at the left edge.
  package var below: String?

  package init(_ line: String, exit: Exit = .failed, below: String? = nil) {
    self.line = line
    self.exit = exit
    self.below = below
  }

  package init(_ failure: HierarchyFailure) {
    self.init(failure.message + (failure.remedy.map { "; \($0)" } ?? ""))
  }

  package init(_ failure: ControlGroupError) { self.init(failure.description) }

  /// What every part of weir may throw; nil for what is left, the argument parser's own.
  package init?(known error: any Error) {
    switch error {
    case let complaint as Complaint: self = complaint
    case let failure as ControlGroupError: self.init(failure)
    case let failure as HierarchyFailure: self.init(failure)
    case is PlanRefusal, is ApplyFailure, is SystemdFailure: self.init("\(error)")
    default: return nil
    }
  }

  /// Ends the program with an exit code alone: everything was said already.
  package static func silently(_ exit: Exit) -> Complaint { Complaint("", exit: exit) }

  /// Says it on stderr; help and the version go to stdout. Answers how the program ends.
  static func print(_ error: any Error) -> Exit {
    guard let complaint = Complaint(known: error) else { return printUsage(error) }
    if !complaint.line.isEmpty { say(complaint.line) }
    for line in complaint.below?.split(separator: "\n") ?? [] { sayPlain(line) }
    return complaint.exit
  }

  /// One line on stderr, with no control byte in it.
  package static func say(_ line: String) { sayPlain("weir: " + line) }

  private static func sayPlain(_ line: some StringProtocol) {
    var out: [UInt8] = []
    ByteText(line).append(to: &out)
    out.append(UInt8(ascii: "\n"))
    StandardOutput.shared.complain(out)
  }

  private static func printUsage(_ error: any Error) -> Exit {
    let code = WeirCommand.exitCode(for: error)
    if code.isSuccess {
      // As wide as the terminal, and 80 columns where there is none.
      let columns = StandardOutput.shared.isProcess ? nil : 80
      StandardOutput.shared.write(WeirCommand.fullMessage(for: error, columns: columns) + "\n")
      StandardOutput.shared.flush()
      return .done
    }
    let full = WeirCommand.fullMessage(for: error)
    let command = full.split(separator: "\n").first { $0.hasPrefix("Usage: weir") }
      .map { $0.dropFirst("Usage: ".count).prefix { $0 != "[" && $0 != "<" } }?
      .split(separator: " ").filter { !$0.hasPrefix("-") }.joined(separator: " ")
    let message = oneLine(WeirCommand.message(for: error))
    say("\(message.hasSuffix(".") ? String(message.dropLast()) : message); see \(command ?? "weir") --help")
    return .usage
  }

  /// What the parser sets in lines, the second of them indented: `…`, `   or: …`.
  private static func oneLine(_ message: String) -> String {
    message.split(separator: "\n").map { $0.drop { $0 == " " } }.reduce(into: "") { out, line in
      out += out.isEmpty ? "" : line.hasPrefix("or: ") ? ", " : " "
      out += line
    }
  }
}
