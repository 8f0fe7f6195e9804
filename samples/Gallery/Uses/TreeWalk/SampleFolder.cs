namespace ParallelCore.Gallery.Uses.TreeWalk;

/// <summary>A folder with folders in it, made for the sample and deleted in the end.</summary>
internal sealed class SampleFolder : IDisposable
{
    private const int Children = 4;
    private const int SmallestFile = 10_000;
    private const int LargestFile = 90_000;

    public SampleFolder(int levels, int filesInEach)
    {
        var random = new Random(7);
        Fill(Path, levels);

        void Fill(string folder, int levelsBelow)
        {
            for (int file = 0; file < filesInEach; file++)
            {
                byte[] content = new byte[random.Next(SmallestFile, LargestFile)];
                random.NextBytes(content);
                File.WriteAllBytes(System.IO.Path.Combine(folder, $"{file}.bin"), content);
                Files++;
                Bytes += content.Length;
            }

            for (int child = 0; child < Children && levelsBelow > 0; child++)
                Fill(Directory.CreateDirectory(System.IO.Path.Combine(folder, $"{child}")).FullName, levelsBelow - 1);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("gallery-").FullName;

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
