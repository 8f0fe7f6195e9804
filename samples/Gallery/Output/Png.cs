using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ParallelCore.Gallery.Output;

/// <summary>Writes pictures of 8-bit red, green and blue as PNG (W3C, Portable Network Graphics, third edition), also animated ones.</summary>
internal static class Png
{
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] s_crcTable = MakeCrcTable();

    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="pixels">0xRRGGBB, row after row.</param>
    public static void Save(string path, int width, ReadOnlySpan<int> pixels)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream stream = File.Create(path);
        WriteHeader(stream, width, pixels.Length / width);
        WriteChunk(stream, "IDAT", Compress(width, pixels));
        WriteChunk(stream, "IEND", []);
    }

    public static void WriteHeader(Stream stream, int width, int height)
    {
        stream.Write(s_signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits for each of the colours
        header[9] = 2; // red, green and blue
        WriteChunk(stream, "IHDR", header);
    }

    /// <summary>The picture's rows as the format stores them: the expensive part, which any thread can do.</summary>
    public static byte[] Compress(int width, ReadOnlySpan<int> pixels, CompressionLevel level = CompressionLevel.Fastest)
    {
        byte[] row = new byte[1 + (3 * width)]; // the first byte says: as they are
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, level, leaveOpen: true))
        {
            for (int start = 0; start < pixels.Length; start += width)
            {
                for (int x = 0; x < width; x++)
                {
                    int pixel = pixels[start + x];
                    row[(3 * x) + 1] = (byte)(pixel >> 16);
                    row[(3 * x) + 2] = (byte)(pixel >> 8);
                    row[(3 * x) + 3] = (byte)pixel;
                }

                zlib.Write(row);
            }
        }

        return compressed.ToArray();
    }

    /// <summary>A length, a type, the data, and a checksum of type and data.</summary>
    public static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        stream.Write(chunk);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
            crc = s_crcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[i] = crc;
        }

        return table;
    }
}
