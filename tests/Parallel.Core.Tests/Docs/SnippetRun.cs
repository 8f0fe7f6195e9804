using System.Globalization;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Docs;

/// <summary>How a block went that was run as a program.</summary>
/// <param name="Output">The lines that it printed.</param>
/// <param name="Failure">What it ended with, if not well.</param>
internal sealed record SnippetRun(string[] Output, Exception? Failure)
{
    public static SnippetRun Of(Func<Task> program, string folder, TimeSpan longest)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            try
            {
                program().GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        { IsBackground = true, Name = "snippet" };

        // What a program owns and the tests share.
        (bool ChecksOrder, string Folder, TextWriter Console) before = (LockOrder.IsChecked, Environment.CurrentDirectory, Console.Out);
        using var output = new StringWriter();
        Environment.CurrentDirectory = folder;
        Console.SetOut(output);
        try
        {
            thread.Start();
            if (!thread.Join(longest))
                failure = new TimeoutException("It hangs.");
        }
        finally
        {
            Console.SetOut(before.Console);
            Environment.CurrentDirectory = before.Folder;
            LockOrder.IsChecked = before.ChecksOrder;
        }

        return new SnippetRun(output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), failure);
    }

    /// <summary>Where it ended otherwise than the block says. One that shows a race may fail where a body did.</summary>
    public IEnumerable<string> Contradictions(Snippet snippet)
    {
        if (Failure is not null && !(snippet.IsWrong && Failure is AggregateException))
            yield return Failure.ToString();
        int from = 0;
        foreach (string line in snippet.PrintedLines)
        {
            int at = Array.IndexOf(Output, line, from);
            if (at < 0)
                yield return $"prints {string.Join(" | ", Output[from..])}, not {line}";
            else
                from = at + 1;
        }
    }
}
