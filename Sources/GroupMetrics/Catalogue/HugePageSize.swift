internal import ControlGroups

/// The sizes of huge pages that are sampled: those of x86-64 (2 MB, 1 GB) and of arm64 with pages of 4 KB. Which of them a
/// machine has, its files tell (Documentation/admin-guide/mm/hugetlbpage.rst, arch/*/mm/hugetlbpage.c).
enum HugePageSize: String, CaseIterable {
  case kilobytes64 = "64KB", megabytes2 = "2MB", megabytes32 = "32MB", gigabyte = "1GB"

  var files: HugetlbFiles { HugetlbFiles(size: rawValue) }

  /// As a word of the query language, which has no capitals.
  var word: String { rawValue.lowercased() }

  var current: SampledFile {
    switch self {
    case .kilobytes64: .huge64KBCurrent
    case .megabytes2: .huge2MBCurrent
    case .megabytes32: .huge32MBCurrent
    case .gigabyte: .huge1GBCurrent
    }
  }

  var max: SampledFile {
    switch self {
    case .kilobytes64: .huge64KBMax
    case .megabytes2: .huge2MBMax
    case .megabytes32: .huge32MBMax
    case .gigabyte: .huge1GBMax
    }
  }

  var reserved: SampledFile {
    switch self {
    case .kilobytes64: .huge64KBReserved
    case .megabytes2: .huge2MBReserved
    case .megabytes32: .huge32MBReserved
    case .gigabyte: .huge1GBReserved
    }
  }

  var reservedMax: SampledFile {
    switch self {
    case .kilobytes64: .huge64KBReservedMax
    case .megabytes2: .huge2MBReservedMax
    case .megabytes32: .huge32MBReservedMax
    case .gigabyte: .huge1GBReservedMax
    }
  }

  var events: SampledFile {
    switch self {
    case .kilobytes64: .huge64KBEvents
    case .megabytes2: .huge2MBEvents
    case .megabytes32: .huge32MBEvents
    case .gigabyte: .huge1GBEvents
    }
  }
}
