using ParallelCore.Scheduling;
using ParallelCore.Stress.Running;

namespace ParallelCore.Stress.Checking;

/// <summary>One call into the library, and what must be true of every body that it runs.</summary>
/// <remarks>
/// Each thread remembers the innermost call that it has begun. A body that starts there must belong to that call or to one that
/// descends from it: this is the promise that waiting never runs strangers' work. The body's execution context and the number of threads that run
/// bodies of a limited region are checked at the same place.
/// </remarks>
internal sealed class Call
{
    private static readonly AsyncLocal<Call?> s_flow = new();

    [ThreadStatic]
    private static Call? t_innermost;

    private readonly Call? _parent;
    private readonly bool _setsFlow;
    private readonly Call? _flow;
    private readonly Gauge? _gauge;

    private Call(Round round, Call? parent, WorkStealingScheduler? scheduler, int maxWorkers, bool hasOwnContext, object? region = null)
    {
        Round = round;
        Scheduler = scheduler;
        _parent = parent;
        _setsFlow = hasOwnContext && round.NextFlow();
        _flow = _setsFlow ? this : parent?._flow;
        if (scheduler is not null && !round.Blocks)
        {
            bool isSame = parent?.Scheduler == scheduler;
            Gauge? outer = isSame ? parent!._gauge : null;
            int most = Math.Min(maxWorkers, scheduler.Workers);
            _gauge = isSame && most == scheduler.Workers ? outer : new Gauge(most, region ?? scheduler.Name, outer, round.Verdict);
        }
    }

    public Round Round { get; }

    /// <summary>The scheduler that the bodies run on; null where it isn't known.</summary>
    public WorkStealingScheduler? Scheduler { get; }

    public Verdict Verdict => Round.Verdict;

    private WorkStealingScheduler? DefaultScheduler => Scheduler ?? (_parent is null ? WorkStealingScheduler.Shared : null);

    public static Call Root(Round round) => new(round, null, null, int.MaxValue, hasOwnContext: false);

    /// <summary>A loop called by a body of this call. Without a scheduler it runs where this one does, or else on the shared one.</summary>
    public Call Loop(WorkStealingScheduler? scheduler, int maxWorkers, object description) =>
        new(Round, this, scheduler ?? DefaultScheduler, maxWorkers, hasOwnContext: true, description);

    /// <summary>A fork or scope called by a body of this call. Its bodies see the execution context of the innermost loop or root call around it.</summary>
    public Call Fork(WorkStealingScheduler? scheduler = null)
    {
        bool isRootCall = _parent is null || (scheduler is not null && Scheduler is not null && scheduler != Scheduler);
        return new Call(Round, this, scheduler ?? DefaultScheduler, int.MaxValue, isRootCall);
    }

    /// <summary>A call whose bodies run on whatever thread a task scheduler has.</summary>
    public Call TaskChild() => new(Round, this, null, int.MaxValue, hasOwnContext: true);

    /// <summary>Around the call itself: the thread runs nothing of its own until it returns.</summary>
    public CallScope Begin()
    {
        var scope = new CallScope(this, t_innermost, s_flow.Value);
        Round.CountCall();
        _parent?._gauge?.Leave();
        t_innermost = this;
        if (_setsFlow)
        {
            s_flow.Value = this;
        }

        return scope;
    }

    /// <summary>Around one body of the call.</summary>
    public BodyScope Enter()
    {
        Call? innermost = t_innermost;
        if (innermost is not null && !IsWithin(innermost))
        {
            Verdict.Fail("a waiting thread ran a body that doesn't descend from what it waits for");
        }

        if (!ReferenceEquals(s_flow.Value, _flow))
        {
            Verdict.Fail($"a body saw the AsyncLocal value of {(s_flow.Value is null ? "nobody" : "another call")}");
        }

        _gauge?.Enter();
        t_innermost = this;
        return new BodyScope(this, innermost);
    }

    internal void End(Call? outer, Call? flow)
    {
        if (_setsFlow)
        {
            s_flow.Value = flow;
        }

        t_innermost = outer;
        _parent?._gauge?.Enter();
    }

    internal void Exit(Call? outer)
    {
        t_innermost = outer;
        _gauge?.Leave();
    }

    private bool IsWithin(Call other)
    {
        Call? call = this;
        while (call is not null && call != other)
        {
            call = call._parent;
        }

        return call is not null;
    }
}
