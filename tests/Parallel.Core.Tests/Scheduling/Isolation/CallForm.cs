using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>One of the ways to call the library, or one of the runtime's for comparison, behind a common face.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Kind">What may be expected of it.</param>
/// <param name="Call">Runs the body twice, the two at once where another worker comes; returns when both have ended.</param>
internal sealed record CallForm(string Name, CallKind Kind, Action<WorkStealingScheduler, Action> Call)
{
    /// <summary>With false, where nobody helps; with true, so that each body waits for the other one.</summary>
    public bool[] Ways => Kind == CallKind.OnCaller ? [false] : [false, true];

    /// <summary>Calls it in one of its <see cref="Ways"/>.</summary>
    public void Run(bool together, Action body)
    {
        if (!together)
        {
            Call(Schedulers.Of(1), body);
            return;
        }

        var meeting = new Meeting();
        Call(
            Schedulers.Of(3),
            () =>
            {
                body();
                meeting.Arrive();
            });
    }
}
