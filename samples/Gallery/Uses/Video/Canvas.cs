namespace ParallelCore.Gallery.Uses.Video;

/// <summary>The planes that one frame is made in: expensive to make, so each worker keeps its own.</summary>
internal sealed class Canvas(int width, int height)
{
    private const int Exposures = 4;
    private const double Shutter = 0.6;

    private readonly float[] _light = new float[width * height];
    private readonly int[] _pixels = new int[width * height];

    public int Width => width;

    /// <summary>Generates a frame, blurs what moves, sharpens and colours it.</summary>
    /// <param name="time">In frames.</param>
    public ReadOnlySpan<int> Develop(double time)
    {
        Array.Clear(_light);
        for (int exposure = 0; exposure < Exposures; exposure++)
            Expose(time + (Shutter * exposure / Exposures));
        Sharpen();
        return _pixels;
    }

    /// <summary>Adds what the camera sees at one moment: several moments in one frame are motion blur.</summary>
    private void Expose(double time)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                _light[(y * width) + x] += Light((float)x / height, (float)y / height, (float)time) / Exposures;
        }
    }

    /// <summary>Three balls that circle at different speeds over rings that run outwards.</summary>
    private static float Light(float x, float y, float time)
    {
        float fromCentre = MathF.Sqrt(((x - 0.9f) * (x - 0.9f)) + ((y - 0.5f) * (y - 0.5f)));
        float light = 0.25f + (0.1f * MathF.Sin((fromCentre * 40) - (time * 0.5f)));
        for (int ball = 1; ball <= 3; ball++)
        {
            (float sin, float cos) = MathF.SinCos(time * 0.13f * ball);
            float dx = x - 0.9f - (0.6f * cos / ball);
            float dy = y - 0.5f - (0.4f * sin);
            light += 0.7f * MathF.Max(0, 1 - (((dx * dx) + (dy * dy)) * 60));
        }

        return light;
    }

    private void Sharpen()
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float around = At(x - 1, y) + At(x + 1, y) + At(x, y - 1) + At(x, y + 1);
                _pixels[(y * width) + x] = Colour((2 * At(x, y)) - (around / 4));
            }
        }
    }

    private float At(int x, int y) => _light[(Math.Clamp(y, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1)];

    private static int Colour(float light)
    {
        int value = (int)(255 * Math.Clamp(light, 0, 1));
        return (value << 16) | ((value * 3 / 4) << 8) | (64 + (value / 2));
    }
}
