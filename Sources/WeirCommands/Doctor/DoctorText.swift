internal import ControlGroups

/// The findings for a person: a mark, a line, and what to type where something is missing.
struct DoctorText {
  let terminal: Terminal

  private static let indent = String(repeating: " ", count: 12)

  func write(_ groups: [FindingGroup]) {
    let out = StandardOutput.shared
    for group in groups where !group.findings.isEmpty {
      out.write("\(group.title)\n")
      for finding in group.findings {
        let mark = terminal.paint(TreeText.fit(finding.mark.rawValue, 8), Self.severity(finding.mark))
        out.write("  \(mark) \(ByteText(finding.text))\n")
        for line in finding.remedy { out.write("\(Self.indent)\(ByteText(line))\n") }
      }
    }
    let all = groups.flatMap(\.findings)
    func count(_ mark: Finding.Mark, _ word: String) -> String {
      let number = all.count { $0.mark == mark }
      return "\(number) \(word)\(number == 1 ? "" : "s")"
    }
    out.write("\(count(.problem, "problem")), \(count(.note, "note"))\n")
  }

  private static func severity(_ mark: Finding.Mark) -> Terminal.Severity? {
    switch mark {
    case .ok: .quiet
    case .note: .warning
    case .problem: .alarm
    }
  }
}
