namespace ParallelCore.Gallery.Patterns.Failures;

internal static partial class Parsing
{
    /// <summary>Keeps the failure that came last, which is not the first one, and goes on with all the other lines.</summary>
    public static int CatchInTheBody(string[] lines)
    {
        int first = -1;
        double sum = 0;
        ParallelRange.Run(0, lines.Length, i =>
        {
            try
            {
                sum += Parse(lines, i);
            }
            catch (BrokenLineException broken)
            {
                first = broken.Line;
            }
        });
        return first;
    }
}
