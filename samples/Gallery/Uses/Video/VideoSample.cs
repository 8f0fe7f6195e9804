using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.Video;

internal sealed class VideoSample : ISample
{
    public string Name => "video";

    public string Teaches => "frames on all cores, written in order";

    public ITrial Prepare(Scale scale)
    {
        int height = scale.Pick(60, 180, 720);
        var shot = new Shot(scale.Pick(12, 48, 240), height * 16 / 9, height);
        byte[] expected = shot.Record(Film.Sequential);
        return new Trial<byte[]>($"{shot.Frames:N0} frames of {shot.Width:N0} x {shot.Height:N0}", Expect.Same(expected))
            .Sequential("frame after frame", () => shot.Record(Film.Sequential))
            .NaiveAndWrong("written as they come", () => shot.Record(Film.AsTheyCome))
            .Ours("WithLocal().Select(), foreach", () => shot.Record(Film.InParallel))
            .Twin("PLINQ, AsOrdered", () => shot.Record(Film.ByPlinq))
            .LimitedBy("frames come in windows, of 16 and then of the other 32: at the end of each, a worker may wait for another's last frame, and all frames of a window are kept until then.")
            .Showing((console, folder) =>
            {
                Directory.CreateDirectory(folder);
                string path = Path.Combine(folder, "video.png");
                File.WriteAllBytes(path, expected);
                console.WriteLine($"Film, for a browser: {path}");
            });
    }
}
