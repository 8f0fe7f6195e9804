using System.Security.Cryptography;

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

    private static Contents Hash(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        return new Contents(1, content.Length, BitConverter.ToInt64(SHA256.HashData(content)));
    }
}

/// <summary>How many files, how long together, and the sum of their hashes.</summary>
internal readonly record struct Contents(int Files, long Bytes, long Hash)
{
    public static Contents operator +(Contents a, Contents b) => new(a.Files + b.Files, a.Bytes + b.Bytes, a.Hash + b.Hash);
}
