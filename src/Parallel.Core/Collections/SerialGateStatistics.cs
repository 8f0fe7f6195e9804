namespace ParallelCore.Collections;

/// <summary>How often a <see cref="SerialGate"/> was entered, and what waiting for it has cost.</summary>
/// <param name="Entries">Entries so far. Nested ones and tries that failed don't count.</param>
/// <param name="ContendedEntries">Those of them that found the gate taken and had to wait.</param>
/// <param name="TotalWait">The sum of their waits.</param>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 24 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
public readonly record struct SerialGateStatistics(long Entries, long ContendedEntries, TimeSpan TotalWait);
