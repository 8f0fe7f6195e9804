using System.Buffers.Binary;
using System.IO.Compression;

namespace ParallelCore.Gallery.Uses.Thumbnails;

/// <summary>Reads what <see cref="Output.Png"/> writes: 8-bit red, green and blue, rows as they are (W3C, Portable Network Graphics, third edition).</summary>
internal static class PngReader
{
    private const int Signature = 8;
    private const int AroundAChunk = 12; // a length and a type before it, a checksum behind it

    /// <returns>Pixels as 0xRRGGBB, row after row, and how many are in a row.</returns>
    public static (int Width, int[] Pixels) Decode(ReadOnlySpan<byte> file)
    {
        int width = 0;
        int height = 0;
        using var compressed = new MemoryStream();
        for (ReadOnlySpan<byte> rest = file[Signature..]; rest.Length > 0;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(rest);
            ReadOnlySpan<byte> type = rest.Slice(4, 4);
            ReadOnlySpan<byte> data = rest.Slice(8, length);
            if (type.SequenceEqual("IHDR"u8))
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
            else if (type.SequenceEqual("IDAT"u8))
                compressed.Write(data);
            rest = rest[(AroundAChunk + length)..];
        }

        compressed.Position = 0;
        return (width, Rows(compressed, width, height));
    }

    private static int[] Rows(Stream compressed, int width, int height)
    {
        int[] pixels = new int[width * height];
        byte[] row = new byte[1 + (3 * width)];
        using var rows = new ZLibStream(compressed, CompressionMode.Decompress);
        for (int start = 0; start < pixels.Length; start += width)
        {
            rows.ReadExactly(row);
            if (row[0] != 0)
                throw new NotSupportedException("The row is stored as its difference to others.");
            for (int x = 0; x < width; x++)
                pixels[start + x] = (row[(3 * x) + 1] << 16) | (row[(3 * x) + 2] << 8) | row[(3 * x) + 3];
        }

        return pixels;
    }
}
