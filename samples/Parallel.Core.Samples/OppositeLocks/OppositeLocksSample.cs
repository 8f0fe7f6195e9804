using ParallelCore.Collections;
using Spectre.Console;

namespace ParallelCore.Samples.OppositeLocks;

/// <summary>Two locks that are taken in opposite orders: how to notice before it hangs, and what to do.</summary>
internal sealed class OppositeLocksSample : ISample
{
    public string Name => "opposite-locks";

    public string Question => "why does it hang, and only sometimes?";

    public bool Run(bool isQuick)
    {
        int transfers = isQuick ? 2_000 : 100_000;
        var comparison = new Comparison(FormattableString.Invariant($"{transfers:N0} transfers to and fro, sum of balances"), isQuick ? 1 : 3, sum => sum == Bank.Total);
        comparison.Add("sequential", () => Bank.Sequential(transfers));
        comparison.AddNaive("no lock", () => Bank.Naive(transfers));
        comparison.Add("both locks, always in the same order", () => Bank.Ordered(transfers));
        comparison.Add("one lock for all accounts", () => Bank.OneLock(transfers));
        bool isRight = comparison.Run();
        return isRight & ShowReport();
    }

    /// <summary>One thread, no hang, and the mistake is found all the same.</summary>
    private static bool ShowReport()
    {
        LockOrder.IsChecked = true;
        try
        {
            Bank.TransferInAnyOrder();
            return false;
        }
        catch (LockOrderException e)
        {
            AnsiConsole.Write(new Panel(new Text(e.Message)) { Header = new PanelHeader("LockOrder.IsChecked = true") });
            return true;
        }
        finally
        {
            LockOrder.IsChecked = false;
        }
    }
}
