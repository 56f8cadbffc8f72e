internal import CLinux

/// What memory.stat tells: what the memory is, and what reclaim does to it.
enum MemoryStatRows {
  static let refaults = Family(
    "cgroup_memory_refaults_total", .counter, .memory,
    "Pages read back soon after reclaim (workingset_refault anon and file).")
  static let majorFaults = Family(
    "cgroup_memory_major_faults_total", .counter, .memory, "Page faults that had to read (memory.stat pgmajfault).")
  static let scanned = Family(
    "cgroup_memory_scanned_pages_total", .counter, .memory, "Pages that reclaim looked at (memory.stat pgscan).")

  private static let refaultKeys = [
    RawKey(.memoryStat, "workingset_refault_anon"), RawKey(.memoryStat, "workingset_refault_file"),
  ]

  static let all: [Declaration] = [
    gauge("anon", "ANON", "Anonymous memory: heaps and stacks.", isDefault: true),
    gauge("file", "FILE", "Page cache, shared memory included."),
    gauge("shmem", "SHMEM", "Shared memory and tmpfs."),
    gauge("file_mapped", "MAPPED", "Page cache that is mapped."),
    gauge("file_dirty", "DIRTY", "Page cache to be written."),
    gauge("file_writeback", "WBACK", "Page cache that is being written."),
    gauge("kernel", "KERNEL", "Memory of the kernel for it."),
    gauge("kernel_stack", "KSTACK", "Kernel stacks of its threads."),
    gauge("pagetables", "PGTAB", "Page tables."),
    gauge("percpu", "PERCPU", "Per-CPU structures."),
    gauge("sock", "SOCK", "Buffers of sockets."),
    gauge("slab", "SLAB", "Kernel objects."),
    gauge("slab_reclaimable", "SLABREC", "Kernel objects that reclaim may free."),
    gauge("inactive_file", "INFILE", "Page cache that reclaim takes first."),
    gauge("active_file", "ACFILE", "Page cache in use."),
    gauge("unevictable", "UNEVICT", "Memory that cannot be reclaimed."),
    counter("pgfault", "FAULTS", "Page faults."),
    counter(
      "pgmajfault", "MAJFLT", "Page faults that had to read from a device.", Series(majorFaults, isDefault: false)),
    counter("pgscan", "SCAN", "Pages that reclaim looked at.", Series(scanned, isDefault: false)),
    counter("pgsteal", "STEAL", "Pages that reclaim freed."),
    counter("workingset_refault_anon", "REFANON", "Anonymous pages read back soon after they were reclaimed."),
    counter("workingset_refault_file", "REFFILE", "Cache pages read back soon after they were reclaimed."),
    counter("pswpin", "SWPIN", "Pages swapped in."),
    counter("pswpout", "SWPOUT", "Pages swapped out."),
    Declaration(
      name: "memory.refaulted", unit: .count, kind: .counter,
      help: "Pages read back soon after they were reclaimed, anonymous and cache.",
      formula: .computed(keys: refaultKeys, after: []) { $0.value(0, $1) + $0.value(1, $1) }, title: "REFTOT",
      width: 6, format: .count, series: Series(refaults)),
    Declaration(
      name: "memory.refaults", unit: .pagesPerSecond,
      help: "Pages a second read back soon after they were reclaimed: memory is short.",
      formula: .rate(refaultKeys, scale: 1), title: "REF/s", width: 5, format: .count),
    rate("memory.major_faults", "pgmajfault", "MFLT/s", .perSecond, 1, "Page faults a second that had to read."),
    rate("memory.reclaim_scan", "pgscan", "SCAN/s", .pagesPerSecond, 1, "Pages a second that reclaim looked at."),
    rate("memory.swap.in", "pswpin", "SWPI/s", .bytesPerSecond, pageBytes, "Bytes a second swapped in."),
    rate("memory.swap.out", "pswpout", "SWPO/s", .bytesPerSecond, pageBytes, "Bytes a second swapped out."),
  ]

  private static let pageBytes = Double(weir_page_size())

  private static func gauge(_ key: String, _ title: String, _ help: String, isDefault: Bool = false) -> Declaration {
    Declaration(
      name: "memory.stat.\(key)", unit: .bytes, help: help, formula: .value(.memoryStat, key), title: title, width: 5,
      format: .bytes,
      series: Series(
        Family(
          "cgroup_memory_\(key)_bytes", .gauge, .memory,
          key == "anon" ? "Anonymous memory (memory.stat anon)." : "\(help.dropLast()) (memory.stat \(key))."),
        isDefault: isDefault))
  }

  private static func counter(
    _ key: String, _ title: String, _ help: String, _ series: Series? = nil
  ) -> Declaration {
    Declaration(
      name: "memory.stat.\(key)", unit: .count, kind: .counter, help: help, formula: .value(.memoryStat, key),
      title: title, width: 6, format: .count, series: series)
  }

  private static func rate(
    _ name: String, _ key: String, _ title: String, _ unit: Metric.Unit, _ scale: Double, _ help: String
  ) -> Declaration {
    Declaration(
      name: name, unit: unit, help: help, formula: .rate([RawKey(.memoryStat, key)], scale: scale), title: title,
      width: 6, format: unit == .bytesPerSecond ? .rate : .count)
  }
}
