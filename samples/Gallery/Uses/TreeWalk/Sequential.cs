using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ParallelCore.Gallery.Uses.TreeWalk;

/// <summary>Hashes every file below a folder, and adds up hashes and lengths.</summary>
internal static partial class Walk
{
    public static Contents Sequential(string folder)
    {
        Contents sum = default;
        foreach (string file in Directory.EnumerateFiles(folder))
            sum += Hash(file);
        foreach (string child in Directory.EnumerateDirectories(folder))
            sum += Sequential(child);
        return sum;
    }

    /// <summary>In a rented buffer: an array for each file would be work for the garbage collector, during which all workers wait.</summary>
    private static Contents Hash(string file)
    {
        using SafeFileHandle handle = File.OpenHandle(file);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)RandomAccess.GetLength(handle));
        int length = RandomAccess.Read(handle, buffer, fileOffset: 0);
        long hash = BitConverter.ToInt64(SHA256.HashData(buffer.AsSpan(0, length)));
        ArrayPool<byte>.Shared.Return(buffer);
        return new Contents(1, length, hash);
    }
}

/// <summary>How many files, how long together, and the sum of their hashes.</summary>
internal readonly record struct Contents(int Files, long Bytes, long Hash)
{
    public static Contents operator +(Contents a, Contents b) => new(a.Files + b.Files, a.Bytes + b.Bytes, a.Hash + b.Hash);
}
