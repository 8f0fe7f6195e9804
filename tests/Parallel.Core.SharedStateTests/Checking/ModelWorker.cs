using ParallelCore.Machine;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Checking;

/// <summary>A machine thread that runs bodies, one at a time, whenever it holds the turn.</summary>
/// <remarks>
/// A suspended model thread stays on its worker; one that has not started runs on whichever worker is free, so that it mostly needs no hand-over.
/// Only one worker runs at any time, so all share a processor: to hand over then is a switch, not the waking of another processor, and takes half the time or less.
/// </remarks>
internal sealed class ModelWorker
{
    private readonly ModelScheduler _scheduler;
    private readonly Parker _parker = Parker.Create();
    private int _turns;
    private readonly Thread _thread;

    public ModelWorker(ModelScheduler scheduler)
    {
        _scheduler = scheduler;
        _thread = new Thread(Loop) { IsBackground = true, Name = "Model worker" };
        _thread.Start();
    }

    /// <summary>The unstarted thread to run with the next turn; without one, the worker ends.</summary>
    public ModelThread? Assigned { get; set; }

    public void GiveTurn() => Give(1);

    public void AwaitTurn()
    {
        while (Volatile.Read(ref _turns) == 0)
            _parker.Park();
        Interlocked.Decrement(ref _turns);
    }

    /// <summary>Ends the loop: one turn for a suspended body to unwind, and one for the loop to see that nothing is assigned.</summary>
    public void End() => Give(2);

    public void Join() => _thread.Join();

    private void Give(int turns)
    {
        Interlocked.Add(ref _turns, turns);
        _parker.Unpark();
    }

    private void Loop()
    {
        if (_scheduler.Processor is { } processor)
            ProcessorPlacement.Restore(processor);
        using ModelScheduler.Activation activation = _scheduler.Activate();
        while (true)
        {
            AwaitTurn();
            ModelThread? thread = Assigned;
            if (thread is null)
                return;
            Assigned = null;
            while (thread is not null)
                thread = _scheduler.RunToEnd(thread, this);
        }
    }
}
