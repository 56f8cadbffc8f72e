import WeirCommands

/// A page of the manual (man(7)), made of a command's declaration.
struct ManualPage {
  let command: CommandDeclaration
  /// Nil for the page of the program itself.
  let program: CommandDeclaration?

  private var title: String { program.map { "\($0.commandName)-\(command.commandName)" } ?? command.commandName }
  private var typed: String { program.map { "\($0.commandName) \(command.commandName)" } ?? command.commandName }

  /// The name of its file.
  var fileName: String { "\(title).1" }

  func text(_ all: [CommandDeclaration]) -> String {
    var out = ".\\\" Made by Scripts/docs.sh from the command's own declaration; do not edit.\n"
    out += ".TH \(title.uppercased()) 1 \"\" \"weir \(WeirCommand.version)\" \"User Commands\"\n"
    out += ".SH NAME\n\(Self.escaped(title)) \\- \(Self.escaped(Self.lowered(command.abstract ?? "")))\n"
    out += ".SH SYNOPSIS\n.nh\n\(synopsis)\n.hy\n"
    out += ".SH DESCRIPTION\n\(Self.escaped(command.abstract ?? ""))\n"
    for paragraph in (command.discussion ?? "").split(separator: "\n\n") {
      out += ".PP\n\(Self.escaped(String(paragraph)))\n"
    }
    let positional = command.shown.filter { $0.kind == "positional" }
    if !positional.isEmpty { out += ".SH ARGUMENTS\n" + positional.map(Self.entry).joined() }
    let options = command.shown.filter { $0.kind != "positional" }
    if !options.isEmpty { out += ".SH OPTIONS\n" + options.map(Self.entry).joined() }
    if !all.isEmpty, program == nil {
      out += ".SH COMMANDS\n"
      for other in all {
        out += ".TP\n.BR weir\\-\(Self.escaped(other.commandName)) (1)\n\(Self.escaped(other.abstract ?? ""))\n"
      }
    }
    out += ".SH EXIT STATUS\n"
    for code in Exit.everywhere { out += ".TP\n.B \(code.rawValue)\n\(Self.escaped(code.meaning))\n" }
    if command.shown.contains(where: { $0.valueName == "color" }) {
      out += ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nSet to anything: no colours, unless asked for by "
      out += "\\fB\\-\\-color always\\fR.\n"
    }
    let names = ["weir"] + all.map { "weir-\($0.commandName)" }
    let others = names.filter { $0 != title }.map { ".BR \(Self.escaped($0)) (1)" }
    out += ".SH SEE ALSO\n" + (others + [".BR cgroups (7)"]).joined(separator: ",\n") + "\n"
    return out
  }

  private var synopsis: String {
    if !command.commands.isEmpty { return "\\fBweir\\fR \\fICOMMAND\\fR [\\fIARGUMENT\\fR \\&...]" }
    let parts = command.shown.filter { !["version", "help"].contains($0.valueName) }.map(Self.usage)
    return "\\fB\(Self.escaped(typed))\\fR " + parts.joined(separator: " ")
  }

  private static func usage(_ argument: CommandDeclaration.Argument) -> String {
    let value = "\\fI\(escaped(argument.valueName?.uppercased() ?? ""))\\fR"
    let repeated = argument.isRepeating ? " \\&..." : ""
    switch argument.kind {
    case "positional": return argument.isOptional ? "[\(value)\(repeated)]" : value + repeated
    case "flag": return "[\\fB\(escaped(argument.names?.first?.typed ?? ""))\\fR]"
    default: return "[\\fB\(escaped(argument.names?.first?.typed ?? ""))\\fR \(value)]"
    }
  }

  private static func entry(_ argument: CommandDeclaration.Argument) -> String {
    let value = "\\fI\(escaped(argument.valueName?.uppercased() ?? ""))\\fR"
    let names = (argument.names ?? []).map { "\\fB\(escaped($0.typed))\\fR" }.joined(separator: ", ")
    let head = argument.kind == "positional" ? value : argument.kind == "flag" ? names : "\(names) \(value)"
    var body = [argument.abstract ?? "", argument.discussion ?? ""].filter { !$0.isEmpty }.map(escaped)
    if let standard = argument.defaultValue { body.append("Default: \\fB\(escaped(standard))\\fR.") }
    return ".TP\n\(head)\n\(body.joined(separator: "\n"))\n"
  }

  /// As NAME wants it: a phrase, no sentence.
  private static func lowered(_ text: String) -> String {
    let phrase = text.hasSuffix(".") ? String(text.dropLast()) : text
    return phrase.prefix(1).lowercased() + phrase.dropFirst()
  }

  /// Text that troff takes for nothing but text.
  static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var out = line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : ""
      for character in line {
        switch character {
        case "\\": out += "\\(rs"
        case "-": out += "\\-"
        case "^": out += "\\(ha"
        case "~": out += "\\(ti"
        default: out.append(character)
        }
      }
      return out
    }.joined(separator: "\n")
  }
}
