using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Showing;

/// <summary>All samples, one line each.</summary>
internal static class SampleList
{
    private const string Project = "dotnet run -c Release --project samples/Gallery";

    public static void Write(IAnsiConsole console, IReadOnlyList<ISample> samples)
    {
        int width = samples.Max(static sample => sample.Name.Length) + 2;
        foreach (IGrouping<bool, ISample> kind in samples.GroupBy(static sample => sample.IsPattern()))
        {
            console.MarkupLine(kind.Key ? "[bold]Patterns: what goes wrong with shared state, and what to use instead[/]" : "[bold]Uses: whole programs[/]");
            foreach (ISample sample in kind)
                console.WriteLine($"  {sample.Name.PadRight(width)}{sample.Teaches}");
            console.WriteLine();
        }

        console.WriteLine("One of them, with its code before and after:");
        console.WriteLine($"  {Project} -- {samples[0].Name}");
        console.WriteLine("All of them, in one table (--quick: small sizes, only checked):");
        console.WriteLine($"  {Project} -- all");
    }
}
