using FluentAssertions;
using ParallelCore.Primitives;

namespace ParallelCore.Tests.Collections;

/// <summary>A thread that comes when all thread numbers are in use.</summary>
internal static class NumberlessThread
{
    private const int MostTries = 100_000;

    /// <summary>Runs the body on such a thread. The body is handed an action that ends the others, after which its thread has a number.</summary>
    /// <param name="body">What to run.</param>
    /// <param name="others">What the others run once they have their numbers.</param>
    public static void Run(Action<Action> body, Action? others = null)
    {
        using var release = new ManualResetEventSlim();
        using var knows = new SemaphoreSlim(0);
        bool ran = false;
        Exception? failure = null;
        var holders = new List<Thread>();
        for (int i = 0; i < MostTries && !ran; i++)
        {
            var thread = new Thread(() =>
            {
                if (ThreadNumber.Take() != 0)
                {
                    others?.Invoke();
                    knows.Release();
                    release.Wait();
                    return;
                }

                ran = true;
                knows.Release();
                failure = Record.Exception(() => body(() => TakeNumber(release, holders)));
            });
            thread.Start();
            if (!knows.Wait(TimeSpan.FromMinutes(1)))
                throw new TimeoutException();
            if (ran)
                thread.Join();
            else
                holders.Add(thread);
        }

        release.Set();
        holders.ForEach(holder => holder.Join());
        ran.Should().BeTrue();
        if (failure is not null)
            throw new InvalidOperationException("The body failed.", failure);
    }

    private static void TakeNumber(ManualResetEventSlim release, List<Thread> holders)
    {
        release.Set();
        holders.ForEach(holder => holder.Join());
        SpinWait.SpinUntil(() => ThreadNumber.Take() != 0, TimeSpan.FromMinutes(1)).Should().BeTrue();
    }
}
