namespace ParallelCore.ModelTests.Checking;

/// <summary>Four 16-bit counters, one a thread: what a thread, or the last store to a variable, knows of every other thread.</summary>
internal readonly record struct VectorClock(ulong Packed)
{
    /// <summary>The counter of one thread (0..3).</summary>
    public int this[int thread] => (int)(Packed >> (thread * 16)) & 0xFFFF;

    /// <summary>The same clock with one thread's counter a step further.</summary>
    public VectorClock Tick(int thread) => new(Packed + (1UL << (thread * 16)));

    /// <summary>What either of the two knows.</summary>
    public VectorClock Join(VectorClock other)
    {
        if (Packed == other.Packed || other.Packed == 0)
            return this;
        ulong packed = 0;
        for (int shift = 0; shift < 64; shift += 16)
            packed |= Math.Max((Packed >> shift) & 0xFFFF, (other.Packed >> shift) & 0xFFFF) << shift;
        return new VectorClock(packed);
    }

    /// <summary>Whether everything that this clock knows is known to the other.</summary>
    public bool IsKnownTo(VectorClock other) => Join(other).Packed == other.Packed;
}
