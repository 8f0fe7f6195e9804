using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.Thumbnails;

internal sealed class ThumbnailsSample : ISample
{
    public string Name => "thumbnails";

    public string Teaches => "read without threads, compute on all cores, write in order";

    public ITrial Prepare(Scale scale)
    {
        int pictures = scale.Pick(16, 96, 2_000);
        var album = new Album(pictures);
        byte[] expected = album.KnownFilm();
        return new Trial<byte[]>($"Small forms of {pictures:N0} pictures", Expect.Same(expected))
            .Sequential("picture after picture", () => album.Film(Thumbnailer.Sequential))
            .NaiveAndWrong("added as they come", () => album.Film(Thumbnailer.AsTheyCome))
            .Ours("SelectAwait().Compute().ForEach()", () => album.Film(static (album, film) => Thumbnailer.InPipeline(album, film).GetAwaiter().GetResult()))
            .Twin("PLINQ, AsOrdered", () => album.Film(Thumbnailer.ByPlinq))
            .LimitedBy("the threads that read and write wake up for a moment each, and at times the system then leaves both workers on one processor for a while.")
            .Showing((console, folder) =>
            {
                Directory.CreateDirectory(folder);
                string path = Path.Combine(folder, "thumbnails.png");
                File.WriteAllBytes(path, expected);
                console.WriteLine($"Film, for a browser: {path}");
            })
            .AtTheEnd(album.Dispose);
    }
}
