// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// The keys of memory.stat, in the order of the kernel's table (mm/memcontrol.c, memory_stats and memcg_vm_event_stat).
public struct MemoryStatKeys: FileKeys {
  public static let table = KeyTable(MemoryStatKeys())
  public init() {}

  // What the memory is used for: bytes.
  public let anon = bytes("anon", "Memory of no file: heaps, stacks, private mappings.")
  public let file = bytes("file", "Page cache, tmpfs and shared memory included.")
  public let kernel = bytes("kernel", since: "5.18", "All kernel memory: the sum of several keys below.")
  public let kernelStack = bytes("kernel_stack", "Kernel stacks of the group's threads.")
  public let pagetables = bytes("pagetables", since: "5.11", "Page tables.")
  public let secPagetables = bytes("sec_pagetables", since: "6.1", "Page tables of guests and devices.")
  public let percpu = bytes("percpu", since: "5.9", "Kernel structures with a copy for each CPU.")
  public let sock = bytes("sock", "Network buffers.")
  public let vmalloc = bytes("vmalloc", since: "5.19", "Kernel memory that is contiguous in addresses only.")
  public let shmem = bytes("shmem", "tmpfs, shared anonymous memory and System V segments; also within file.")
  public let zswap = bytes("zswap", since: "5.19", "What compressed swap takes in memory.")
  public let zswapped = bytes(
    "zswapped", since: "5.19", "What is swapped out into compressed swap, before compression.")
  public let zswapIncomp = bytes("zswap_incomp", since: "≈7.0", "Pages in compressed swap that would not compress.")
  public let fileMapped = bytes("file_mapped", "Page cache that processes have mapped.")
  public let fileDirty = bytes("file_dirty", "Page cache that differs from its file and is not yet being written.")
  public let fileWriteback = bytes("file_writeback", "Page cache that is being written now.")
  public let swapcached = bytes("swapcached", since: "5.12", "Swapped memory that is in memory as well.")
  public let anonThp = bytes("anon_thp", "Anonymous memory in huge pages.")
  public let fileThp = bytes("file_thp", since: "5.11", "Page cache in huge pages.")
  public let shmemThp = bytes("shmem_thp", since: "5.11", "Shared memory in huge pages.")
  public let inactiveAnon = bytes("inactive_anon", "Anonymous memory first in line for swap.")
  public let activeAnon = bytes("active_anon", "Anonymous memory in recent use.")
  public let inactiveFile = bytes(
    "inactive_file", "Page cache first in line for reclaim: memory.current without it is the working set.")
  public let activeFile = bytes("active_file", "Page cache in recent use.")
  public let unevictable = bytes("unevictable", "Locked memory that reclaim leaves alone.")
  public let slabReclaimable = bytes("slab_reclaimable", "Kernel objects that can be given up: dentries, inodes.")
  public let slabUnreclaimable = bytes("slab_unreclaimable", "Kernel objects that cannot.")
  public let slab = bytes("slab", "Both kinds of kernel objects.")
  public let hugetlb = bytes(
    "hugetlb", since: "≈6.14", "Huge pages of hugetlb, where mounted with memory_hugetlb_accounting.")

  // What became of pages that reclaim had put out: events.
  public let workingsetRefault = events("workingset_refault", "Evicted pages that came back; split in two since 5.9.")
  public let workingsetActivate = events("workingset_activate", "Of them, active at once; split in two since 5.9.")
  public let workingsetRestore = events("workingset_restore", "Of them, active before; split in two since 5.9.")
  public let workingsetRefaultAnon = events(
    "workingset_refault_anon", since: "5.9", "Swapped-out pages that came back.")
  public let workingsetRefaultFile = events(
    "workingset_refault_file", since: "5.9", "Evicted cache that was read anew.")
  public let workingsetActivateAnon = events(
    "workingset_activate_anon", since: "5.9", "Swapped-out pages that came back and were active at once.")
  public let workingsetActivateFile = events(
    "workingset_activate_file", since: "5.9", "Evicted cache that was read anew and was active at once.")
  public let workingsetRestoreAnon = events(
    "workingset_restore_anon", since: "5.9", "Swapped-out pages that came back and had been in the working set.")
  public let workingsetRestoreFile = events(
    "workingset_restore_file", since: "5.9", "Evicted cache that was read anew and had been in the working set.")
  public let workingsetNodereclaim = events(
    "workingset_nodereclaim", "Times the memory that remembers evicted pages was reclaimed itself.")

  // What reclaim did: pages.
  public let pswpin = pages("pswpin", since: "≈6.14", "Read from swap.")
  public let pswpout = pages("pswpout", since: "≈6.14", "Written to swap.")
  public let pgscan = pages("pgscan", "Looked at by reclaim.")
  public let pgsteal = pages("pgsteal", "Reclaimed.")
  public let pgscanKswapd = pages("pgscan_kswapd", since: "6.0", "Looked at by the background reclaimer.")
  public let pgscanDirect = pages("pgscan_direct", since: "6.0", "Looked at by tasks that had to wait for it.")
  public let pgscanKhugepaged = pages("pgscan_khugepaged", since: "6.3", "Looked at for the sake of a huge page.")
  public let pgscanProactive = pages("pgscan_proactive", since: "≈6.16", "Looked at for memory.reclaim.")
  public let pgstealKswapd = pages("pgsteal_kswapd", since: "6.0", "Reclaimed by the background reclaimer.")
  public let pgstealDirect = pages("pgsteal_direct", since: "6.0", "Reclaimed by tasks that had to wait for it.")
  public let pgstealKhugepaged = pages("pgsteal_khugepaged", since: "6.3", "Reclaimed for the sake of a huge page.")
  public let pgstealProactive = pages("pgsteal_proactive", since: "≈6.16", "Reclaimed for memory.reclaim.")
  public let pgfault = events("pgfault", "Page faults.")
  public let pgmajfault = events("pgmajfault", "Page faults that had to wait for a device.")
  public let pgrefill = pages("pgrefill", "Looked at on the active lists.")
  public let pgactivate = pages("pgactivate", "Moved to the active lists.")
  public let pgdeactivate = pages("pgdeactivate", "Moved to the inactive lists.")
  public let pglazyfree = pages("pglazyfree", "Given up by madvise(MADV_FREE), to be freed under pressure.")
  public let pglazyfreed = pages("pglazyfreed", "Of these, freed.")
  public let swpinZero = pages("swpin_zero", since: "6.12", "Swapped in as zeros, without reading.")
  public let swpoutZero = pages("swpout_zero", since: "6.12", "Swapped out as zeros, without writing.")
  public let zswpin = pages("zswpin", since: "5.19", "Taken back from compressed swap.")
  public let zswpout = pages("zswpout", since: "5.19", "Put into compressed swap.")
  public let zswpwb = pages("zswpwb", since: "6.8", "Written from compressed swap to swap itself.")
  public let thpFaultAlloc = events("thp_fault_alloc", "Huge pages given at a page fault.")
  public let thpCollapseAlloc = events("thp_collapse_alloc", "Huge pages made by joining small ones.")
  public let thpSwpout = events("thp_swpout", since: "≈6.7", "Huge pages swapped out whole.")
  public let thpSwpoutFallback = events(
    "thp_swpout_fallback", since: "≈6.7", "Huge pages split before they were swapped out.")
  public let numaPagesMigrated = pages("numa_pages_migrated", since: "≈6.12", "Moved between nodes by NUMA balancing.")
  public let numaPteUpdates = events("numa_pte_updates", since: "≈6.12", "Page table entries NUMA balancing marked.")
  public let numaHintFaults = events("numa_hint_faults", since: "≈6.12", "Faults that those marks caused.")
  public let pgdemoteKswapd = pages("pgdemote_kswapd", since: "≈6.11", "Demoted by the background reclaimer.")
  public let pgdemoteDirect = pages("pgdemote_direct", since: "≈6.11", "Demoted by tasks that had to wait for it.")
  public let pgdemoteKhugepaged = pages("pgdemote_khugepaged", since: "≈6.11", "Demoted for the sake of a huge page.")
  public let pgdemoteProactive = pages("pgdemote_proactive", since: "≈6.16", "Demoted for memory.reclaim.")
  public let pgpromoteSuccess = pages("pgpromote_success", since: "≈6.11", "Promoted to a faster node.")

  private static func bytes(_ name: String, since: KernelVersion? = nil, _ sentence: String) -> FileKey<ByteCount> {
    FileKey(name, .gauge, since: since, sentence)
  }

  private static func pages(_ name: String, since: KernelVersion? = nil, _ sentence: String) -> FileKey<PageCount> {
    FileKey(name, .counter, since: since, sentence)
  }

  private static func events(_ name: String, since: KernelVersion? = nil, _ sentence: String) -> FileKey<Count> {
    FileKey(name, .counter, since: since, sentence)
  }
}
