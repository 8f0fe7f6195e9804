namespace ParallelCore.Gallery.Patterns.Failures;

internal static partial class Parsing
{
    /// <summary>Let the body throw: the loop ends, and its first inner exception is that of the lowest index, as the plain loop's would be.</summary>
    public static int InParallel(string[] lines)
    {
        try
        {
            double sum = ParallelRange.From(0, lines.Length).Select(i => Parse(lines, i)).Sum();
            return double.IsNaN(sum) ? int.MinValue : -1;
        }
        catch (AggregateException failures)
        {
            return ((BrokenLineException)failures.InnerExceptions[0]).Line;
        }
    }
}
