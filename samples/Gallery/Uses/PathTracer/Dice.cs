namespace ParallelCore.Gallery.Uses.PathTracer;

/// <summary>A small random generator (xorshift64*: Vigna, 2016). Not thread-safe: one for each worker.</summary>
internal sealed class Dice
{
    private ulong _state;

    /// <summary>Begins a row of numbers that depends on the place alone.</summary>
    public void Restart(int place) => _state = (((ulong)place + 1) * 0x9E3779B97F4A7C15) | 1;

    /// <summary>From 0 up to 1.</summary>
    public float Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (_state * 0x2545F4914F6CDD1D >> 40) * (1f / (1 << 24));
    }
}
