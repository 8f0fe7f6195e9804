using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace ParallelCore.Gallery.Uses.Ingestion;

/// <summary>Totals by path, looked up by the bytes of a line: a string is made once for each path.</summary>
internal sealed class TotalsByPath
{
    private readonly Dictionary<string, Totals> _totals = new(PathComparer.Instance);
    private readonly Dictionary<string, Totals>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public TotalsByPath() => _byBytes = _totals.GetAlternateLookup<ReadOnlySpan<byte>>();

    public IReadOnlyDictionary<string, Totals> ByPath => _totals;

    /// <summary>Adds every line of a text that ends with one.</summary>
    public void AddLines(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int length = text.IndexOf((byte)'\n');
            var line = new LogLine(text[..length]);
            Of(line.Path).Add(line.Status, line.Bytes, line.Microseconds);
            text = text[(length + 1)..];
        }
    }

    public void Add(TotalsByPath other)
    {
        foreach ((string path, Totals totals) in other._totals)
            (CollectionsMarshal.GetValueRefOrAddDefault(_totals, path, out _) ??= new Totals()).Add(totals);
    }

    private Totals Of(ReadOnlySpan<byte> path) => CollectionsMarshal.GetValueRefOrAddDefault(_byBytes, path, out _) ??= new Totals();

    /// <summary>Compares paths, which are ASCII, with their bytes.</summary>
    private sealed class PathComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public static readonly PathComparer Instance = new();

        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode([DisallowNull] string path)
        {
            Span<byte> bytes = stackalloc byte[LogFile.LongestLine];
            return GetHashCode(bytes[..Encoding.ASCII.GetBytes(path, bytes)]);
        }

        public bool Equals(ReadOnlySpan<byte> bytes, string path) => Ascii.Equals(bytes, path);

        public int GetHashCode(ReadOnlySpan<byte> bytes)
        {
            uint hash = (uint)bytes.Length;
            for (; bytes.Length >= sizeof(uint); bytes = bytes[sizeof(uint)..])
                hash = (hash ^ MemoryMarshal.Read<uint>(bytes)) * 0x9E3779B1 ^ (hash >> 15);
            foreach (byte value in bytes)
                hash = (hash ^ value) * 0x01000193;
            return (int)(hash ^ (hash >> 13));
        }

        public string Create(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);
    }
}
