internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// What stands below the graphs of a page: identity, what holds it back, files, processes.
struct PageLines {
  struct Line {
    var text: String
    var style = Style()
    /// How far in it goes on, where it takes more than one line.
    var hang = 0

    /// In lines of a width: broken at blanks, and within a word that is longer. Nothing of it is lost.
    func whole(_ width: Int) -> [Line] {
      var lines: [Line] = []
      var rest = text[...]
      while !rest.isEmpty {
        let indent = lines.isEmpty ? 0 : min(hang, width / 2)
        let fits = Columns.prefix(rest, max(1, width - indent))
        // One character at least.
        var end = fits.isEmpty ? rest.index(after: rest.startIndex) : fits.endIndex
        if end < rest.endIndex, rest[end] != " ", let blank = rest[..<end].lastIndex(of: " "),
          rest[..<blank].contains(where: { $0 != " " })
        {
          end = blank
        }
        let piece = String(repeating: " ", count: indent) + VerdictLines.trimmed(rest[..<end])
        lines.append(Line(text: piece, style: style))
        rest = rest[end...].drop { $0 == " " }
      }
      return lines.isEmpty ? [self] : lines
    }
  }

  let page: PageState
  let moment: Moment
  let row: Row?
  let width: Int
  /// Whether it is of now.
  var isNow = true
  /// Whether files and processes are of the moment that is shown: the ring does not keep them.
  var isRead = true

  var lines: [Line] {
    (identity + causes).flatMap { $0.whole(width) } + (isRead ? files + processes : onlyNow.flatMap { $0.whole(width) })
  }

  private var onlyNow: [Line] {
    [Line(text: ""), Line(text: "Its files and processes are known for now only (Esc: now).", style: Style(.cold))]
  }

  private var identity: [Line] {
    let who = page.who
    let identity = who.identity
    var parts = ["\(identity.kind.rawValue)" + (identity.engine.map { " of \($0.rawValue)" } ?? "")]
    func add(_ word: String, _ text: ByteText?) { if let text { parts.append("\(word) \(text)") } }
    add("image", identity.image)
    if let project = identity.composeProject {
      parts.append("compose \(project)" + (identity.composeService.map { "/\($0)" } ?? ""))
    }
    add("pod", identity.pod)
    add("namespace", identity.namespace)
    add("unit", identity.unit)
    add("user", identity.user)
    add("session", identity.session)
    add("id", identity.id)
    var lines = [Line(text: parts.joined(separator: "  ")), Line(text: who.path.description, style: Style(.dim))]
    for missing in identity.missing {
      lines.append(Line(text: "\(missing.fact.rawValue) -: \(missing.reason)", style: Style(.dim), hang: 2))
    }
    let labels = identity.labels.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    return labels.isEmpty ? lines : lines + [Line(text: "labels " + labels, style: Style(.dim))]
  }

  /// All that holds it back, with what would help; each in one line, however long.
  var causes: [Line] {
    guard let row else {
      return [isNow ? Line(text: "It is gone.", style: Style(.severe)) : Line(text: "It was not there then.")]
    }
    let words = VerdictLines(moment: moment, row: row)
    guard !row.causes.isEmpty else {
      return moment.snapshot.isCopied(row.slot)
        ? [Line(text: CopiedVerdict.sentence)]
        : [Line(text: "Nothing holds it back.", style: Style(.good))]
    }
    return row.causes.flatMap { cause -> [Line] in
      let advice = words.advice(cause)
      return [Line(text: "It " + advice.sentence + ".", style: Style(Tones.of(cause)))]
        + (advice.command.map { [Line(text: "  $ " + $0, style: Style(.key), hang: 4)] } ?? [])
    }
  }

  private var files: [Line] {
    guard let facts = page.facts else { return [Line(text: ""), Line(text: "reading its files", style: Style(.dim))] }
    return [Line(text: "")] + PageFiles(files: facts.files, width: width).lines
  }

  private var processes: [Line] {
    guard let facts = page.facts else { return [] }
    let all = facts.processCount
    var lines = [
      Line(text: ""),
      Line(
        text: "PROCESSES  \(all)"
          + (all > facts.processes.count ? ", of which \(facts.processes.count) are shown" : ""),
        style: Style(.title, .underline)),
    ]
    for process in facts.processes {
      let id = String(process.id)
      let pad = String(repeating: " ", count: max(0, 8 - id.utf8.count))
      let user = process.user.bytes.isEmpty ? "" : " \(process.user)"
      let below = process.below.bytes.isEmpty ? "" : "  in \(process.below)"
      lines.append(Line(text: "\(pad)\(id)\(user)  \(process.command)\(below)"))
    }
    return lines
  }
}
