namespace ParallelCore.Gallery.Patterns.UnsafeLibrary;

/// <summary>Stands for a library of others: it reuses one buffer for all calls, so two at once spoil each other's.</summary>
internal sealed class LegacySigner
{
    private readonly byte[] _buffer = new byte[256];

    public long Sign(long digest)
    {
        for (int i = 0; i < _buffer.Length; i++)
            _buffer[i] = (byte)(digest >> (i & 7));
        long signature = 17;
        foreach (byte value in _buffer)
            signature = (signature * 31) + value;
        return signature;
    }
}
