/// Huge pages, by their size.
enum HugetlbRows {
  static let current = Family(
    "cgroup_hugetlb_current_bytes", .gauge, .hugetlb, "Huge pages in use, by their size (hugetlb.SIZE.current).")
  static let limit = Family(
    "cgroup_hugetlb_limit_bytes", .gauge, .hugetlb,
    "Its own limit of huge pages, by their size (hugetlb.SIZE.max); absent when max.")
  static let reserved = Family(
    "cgroup_hugetlb_reserved_bytes", .gauge, .hugetlb, "Huge pages reserved, by their size (hugetlb.SIZE.rsvd.current)."
  )
  static let reservedLimit = Family(
    "cgroup_hugetlb_reserved_limit_bytes", .gauge, .hugetlb,
    "Its own limit of reserved huge pages, by their size (hugetlb.SIZE.rsvd.max); absent when max.")
  static let failures = Family(
    "cgroup_hugetlb_failures_total", .counter, .hugetlb,
    "Huge pages refused at a limit, by their size (hugetlb.SIZE.events max).")

  static let all: [Declaration] = HugePageSize.allCases.flatMap { size in
    let labels: KeyValuePairs = ["pagesize": size.rawValue]
    let pages = "huge pages of \(size.rawValue)"
    return [
      Declaration(
        name: "hugetlb.\(size.word).current", unit: .bytes, help: "Bytes in \(pages) in use in it and below.",
        formula: .value(size.current), title: "H\(size.rawValue)", width: 5, format: .bytes,
        series: Series(current, labels)),
      Declaration(
        name: "hugetlb.\(size.word).max", unit: .bytes, help: "Its own limit of bytes in \(pages).",
        formula: .value(size.max), title: "H\(size.rawValue)MAX", width: 5, format: .bytes,
        series: Series(limit, labels)),
      Declaration(
        name: "hugetlb.\(size.word).rsvd.current", unit: .bytes, help: "Bytes in \(pages) reserved in it and below.",
        formula: .value(size.reserved), title: "H\(size.rawValue)RES", width: 5, format: .bytes,
        series: Series(reserved, labels, isDefault: false)),
      Declaration(
        name: "hugetlb.\(size.word).rsvd.max", unit: .bytes, help: "Its own limit of bytes in \(pages) reserved.",
        formula: .value(size.reservedMax), title: "H\(size.rawValue)RMAX", width: 5, format: .bytes,
        series: Series(reservedLimit, labels, isDefault: false)),
      Declaration(
        name: "hugetlb.\(size.word).events.max", unit: .count, kind: .counter,
        help: "Times \(pages) were refused at a limit, in it and below.",
        formula: .value(size.events, "max"), title: "H\(size.rawValue)ERR", width: 5, format: .count,
        series: Series(failures, labels)),
    ]
  }
}
