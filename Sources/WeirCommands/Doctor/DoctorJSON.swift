internal import ControlGroups

/// The findings for a program (Documentation/schemas/doctor.schema.json).
enum DoctorJSON {
  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.doctor/1"

  static func write(_ groups: [FindingGroup], _ hierarchy: Hierarchy?) {
    let findings = groups.flatMap(\.findings)
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(schema)
      json.key("hierarchy")
      json.text(hierarchy?.kind.rawValue ?? "none")
      for mark in Finding.Mark.allCases {
        json.key("\(mark.rawValue)_count")
        json.number(UInt64(findings.count { $0.mark == mark }))
      }
      json.key("findings")
      json.array { json in
        for finding in findings { write(finding, &json) }
      }
    }
    StandardOutput.shared.write(json.bytes)
    StandardOutput.shared.write("\n")
  }

  private static func write(_ finding: Finding, _ json: inout JSONText) {
    json.object { json in
      json.key("code")
      json.text(finding.code)
      json.key("mark")
      json.text(finding.mark.rawValue)
      json.key("text")
      json.text(finding.text)
      json.key("remedy")
      json.array { json in
        for line in finding.remedy { json.text(line) }
      }
      json.key("facts")
      json.object { json in
        for fact in finding.facts {
          json.key(fact.name)
          json.value(fact.value)
        }
      }
    }
  }
}
