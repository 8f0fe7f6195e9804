using Spectre.Console;

namespace ParallelCore.Gallery.Patterns.Cancellation;

/// <summary>Shows how far a loop is: a bar on a terminal; where the output is a file or a pipe, a line for each tenth.</summary>
internal static class ProgressDisplay
{
    private const int Lines = 10;

    /// <param name="console">Where to.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="loop">Is given what the loop reports to. What it throws passes to the caller, when the bar has been cleared away.</param>
    public static void Follow(IAnsiConsole console, string what, Action<IProgress<RangeProgress>> loop)
    {
        if (console.Profile.Capabilities.Interactive)
            console.Progress().Start(bars => loop(new Bar(bars.AddTask(what.EscapeMarkup()))));
        else
            loop(new PlainLines(console, what));
    }

    /// <summary>Reports come from any worker, one at a time; a bar may be moved by any thread.</summary>
    private sealed class Bar(ProgressTask bar) : IProgress<RangeProgress>
    {
        public void Report(RangeProgress value)
        {
            bar.MaxValue = value.Total;
            bar.Value = value.Completed;
        }
    }

    private sealed class PlainLines(IAnsiConsole console, string what) : IProgress<RangeProgress>
    {
        private int _written;

        public void Report(RangeProgress value)
        {
            int tenths = (int)(value.Fraction * Lines);
            if (tenths <= _written)
                return;
            _written = tenths;
            console.WriteLine($"{what}: {value.Completed:N0} of {value.Total:N0}, {value.Fraction:P0}");
        }
    }
}
