using System.Numerics;

namespace ParallelCore.Gallery.Uses.PathTracer;

/// <summary>A few balls on a floor under a bright sky, and what a camera sees of them.</summary>
internal sealed class Scene(int width, int height, int paths)
{
    private const int MostBounces = 5;
    private const float Nearest = 1e-3f;

    private static readonly (Vector3 Centre, float Radius, Vector3 Colour, float Gloss)[] s_balls =
    [
        (new(0, -1000, 0), 1000, new(0.6f, 0.6f, 0.55f), 0),
        (new(-1.1f, 0.6f, 0.2f), 0.6f, new(0.85f, 0.25f, 0.2f), 0),
        (new(0.2f, 0.8f, -0.6f), 0.8f, new(0.9f, 0.9f, 0.9f), 0.97f),
        (new(1.2f, 0.4f, 0.6f), 0.4f, new(0.25f, 0.45f, 0.85f), 0.3f),
        (new(0.1f, 0.25f, 0.9f), 0.25f, new(0.9f, 0.75f, 0.2f), 0),
    ];

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>The mean of many random paths of light through each pixel of a row.</summary>
    public void PaintRow(int row, Dice dice, Span<int> pixels)
    {
        for (int column = 0; column < Width; column++)
        {
            Vector3 light = Vector3.Zero;
            for (int path = 0; path < paths; path++)
            {
                float x = (((column + dice.Next()) * 2) - Width) / Height;
                float y = (Height - ((row + dice.Next()) * 2)) / Height;
                light += Trace(new Vector3(0, 1.1f, 4), Vector3.Normalize(new Vector3(x, y - 0.25f, -2)), dice);
            }

            pixels[column] = Colour(light / paths);
        }
    }

    private static Vector3 Trace(Vector3 from, Vector3 direction, Dice dice)
    {
        Vector3 share = Vector3.One;
        for (int bounce = 0; bounce < MostBounces; bounce++)
        {
            if (!Hit(from, direction, out Vector3 point, out Vector3 normal, out Vector3 colour, out float gloss))
                return share * Vector3.Lerp(Vector3.One, new Vector3(0.4f, 0.6f, 1), (direction.Y + 1) / 2);
            share *= colour;
            Vector3 scattered = Vector3.Normalize(normal + OnSphere(dice));
            direction = Vector3.Normalize(Vector3.Lerp(scattered, Vector3.Reflect(direction, normal), gloss));
            from = point;
        }

        return Vector3.Zero;
    }

    private static bool Hit(Vector3 from, Vector3 direction, out Vector3 point, out Vector3 normal, out Vector3 colour, out float gloss)
    {
        float nearest = float.MaxValue;
        (point, normal, colour, gloss) = (default, default, default, 0);
        foreach (var ball in s_balls)
        {
            Vector3 toCentre = ball.Centre - from;
            float along = Vector3.Dot(toCentre, direction);
            float inside = (along * along) - toCentre.LengthSquared() + (ball.Radius * ball.Radius);
            float distance = inside < 0 ? -1 : along - MathF.Sqrt(inside);
            if (distance < Nearest || distance >= nearest)
                continue;
            nearest = distance;
            point = from + (direction * distance);
            (normal, colour, gloss) = ((point - ball.Centre) / ball.Radius, ball.Colour, ball.Gloss);
        }

        return nearest < float.MaxValue;
    }

    private static Vector3 OnSphere(Dice dice)
    {
        float z = (2 * dice.Next()) - 1;
        float angle = 2 * MathF.PI * dice.Next();
        float radius = MathF.Sqrt(1 - (z * z));
        return new Vector3(radius * MathF.Cos(angle), radius * MathF.Sin(angle), z);
    }

    private static int Colour(Vector3 light)
    {
        Vector3 bytes = Vector3.SquareRoot(Vector3.Clamp(light, Vector3.Zero, Vector3.One)) * 255;
        return ((int)bytes.X << 16) | ((int)bytes.Y << 8) | (int)bytes.Z;
    }
}
