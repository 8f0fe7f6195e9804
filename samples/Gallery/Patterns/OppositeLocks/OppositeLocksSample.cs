using ParallelCore.Collections;
using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Patterns.OppositeLocks;

internal sealed class OppositeLocksSample : ISample
{
    private const int NaiveTransfers = 1_000_000;

    public string Name => "opposite-locks";

    public string Teaches => "why it hangs, now and then, and how to notice before";

    public ITrial Prepare(Scale scale)
    {
        int transfers = scale.Pick(2_000, 100_000, 1_000_000);
        return new Trial<long>($"{transfers:N0} transfers to and fro, sum of balances", Expect.Exactly(Bank.Total))
            .Sequential("no lock needed", () => Bank.Sequential(transfers))
            .NaiveAndWrong("the payer's lock first", () => Bank.PayersLockFirst(NaiveTransfers))
            .Ours("one lock for both accounts", () => Bank.OneLock(transfers))
            .Also("both locks, always in the same order", () => Bank.Ordered(transfers))
            .LimitedBy("each transfer takes a lock that all workers need.")
            .Showing(static (console, _) => ShowReport(console));
    }

    /// <summary>One thread, no hang, and the mistake is found all the same.</summary>
    private static void ShowReport(IAnsiConsole console)
    {
        LockOrder.IsChecked = true;
        try
        {
            Bank.PayersGuardFirst();
            throw new InvalidOperationException("The opposite orders went unnoticed.");
        }
        catch (LockOrderException e)
        {
            console.WriteLine("With LockOrder.IsChecked = true, one thread is enough to find the mistake:");
            console.WriteLine(e.Message);
        }
        finally
        {
            LockOrder.IsChecked = false;
        }
    }
}
