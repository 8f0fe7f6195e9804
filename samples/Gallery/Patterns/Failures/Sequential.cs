namespace ParallelCore.Gallery.Patterns.Failures;

/// <summary>Parses lines, some of which are broken. The answer is the number of the first broken one.</summary>
internal static partial class Parsing
{
    public static int Sequential(string[] lines)
    {
        double sum = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            try
            {
                sum += Parse(lines, i);
            }
            catch (BrokenLineException broken)
            {
                return broken.Line;
            }
        }

        return -1;
    }

    private static double Parse(string[] lines, int line) =>
        double.TryParse(lines[line], out double value) ? value : throw new BrokenLineException(line);
}

/// <summary>Says which line is broken.</summary>
internal sealed class BrokenLineException(int line) : Exception($"Line {line:N0} is not a number.")
{
    public int Line => line;
}
