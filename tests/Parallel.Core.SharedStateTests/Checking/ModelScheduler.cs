using System.Diagnostics;
using ParallelCore.Machine;

namespace ParallelCore.ModelTests.Checking;

/// <summary>Runs the threads of a scenario one operation at a time over a modelled memory with store buffers, along every path that the options allow.</summary>
/// <remarks>
/// ROLES. Only the worker that holds the turn touches this object; it takes the decisions itself, so going on costs no hand-over.
/// INVARIANTS. (1) A thread that does not hold the turn is unstarted, finished, or blocked in <see cref="Reach"/> before its pending operation.
/// (2) A store into a buffer with room, and a fence with an empty buffer, commute with every step of every other thread but its process-wide fences: without these, they are no choice point.
/// (3) A thread's local state is a function of its history.
/// </remarks>
internal sealed class ModelScheduler
{
    public const int MaxThreads = 4;

    [ThreadStatic]
    private static ModelScheduler? t_current;

    private readonly ModelOptions _options;
    private readonly Func<Scenario> _factory;
    private readonly bool _isReplay;
    private readonly ChoicePath _path;
    private readonly MoveRules _moves;
    private readonly TraceLog? _trace;
    private readonly ModelThread[] _all = new ModelThread[MaxThreads];
    private readonly List<ModelWorker> _workers = [];
    private readonly Stack<ModelWorker> _idle = new();
    private readonly ManualResetEventSlim _over = new(false);

    private readonly HashSet<object> _visited = new(ReferenceEqualityComparer.Instance);

    private Scenario _scenario = new();
    private bool _isExploring;
    private bool _tracksClocks;
    private int _variables;
    private int _setUpVariables;
    private ulong _memory;
    private int _executionSteps;
    private long _steps;
    private long _executions;
    private long _generation;
    private bool _isComplete;
    private ModelFailure? _failure;

    public ModelScheduler(ModelOptions options, Func<Scenario> factory, string? replayed, TraceLog? trace)
    {
        _options = options;
        _factory = factory;
        _isReplay = replayed is not null;
        _path = new ChoicePath(options.SkipKnownStates, replayed);
        _trace = trace;
        for (int i = 0; i < MaxThreads; i++)
            _all[i] = new ModelThread(i, options.StoreBufferDepth);
        _moves = new MoveRules(options, _isReplay, _all);
    }

    /// <summary>The exploration that this machine thread belongs to.</summary>
    public static ModelScheduler Current => t_current ?? throw new InvalidOperationException("Model cells exist within an exploration only.");

    /// <summary>The mask of the one processor that all workers share; <see langword="null"/> where a thread can't be placed.</summary>
    public ulong[]? Processor { get; } = OnlyTheCurrent();

    private ReadOnlySpan<ModelThread> Threads => _moves.Threads;

    /// <summary>Explores, or replays, and returns at the first failure or when all is done.</summary>
    public ModelReport Run()
    {
        long started = Stopwatch.GetTimestamp();
        ModelThread? first;
        using (Activate())
            first = NextExecution();
        if (first is not null)
        {
            ModelWorker worker = RentWorker();
            worker.Assigned = first;
            worker.GiveTurn();
            _over.Wait();
        }
        // After a failure the suspended bodies unwind, each on its own worker; in every case the workers end.
        foreach (ModelWorker worker in _workers)
            worker.End();
        foreach (ModelWorker worker in _workers)
            worker.Join();
        return new ModelReport(Math.Max(_executions, 1), _steps, _path.States, _isComplete, _failure, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Makes this the current exploration of the calling machine thread until disposed.</summary>
    public Activation Activate()
    {
        Activation previous = new(t_current);
        t_current = this;
        return previous;
    }

    public ModelVariable CreateVariable(string prefix, string? label) => new(this, _variables++, _generation, prefix, label);

    public ModelVariable CreatePlain(string name)
    {
        _tracksClocks = true;
        return CreateVariable("plain", name);
    }

    // ---- The operations, each called by the body that holds the turn, or by the scenario's set-up and invariant.

    public long Read(ModelVariable variable)
    {
        if (!IsStep(variable))
            return variable.Value;
        ModelThread me = _moves.Running!;
        Reach(me, OperationKind.Read, variable);
        if (!me.Buffer.TryForward(variable, out long value))
        {
            value = variable.Value;
            me.Clock = me.Clock.Join(variable.Released);
        }
        me.ReadMask |= variable.Mask;
        Record(me, OperationKind.Read, variable, value);
        return value;
    }

    public void Write(ModelVariable variable, long value)
    {
        if (!IsStep(variable))
        {
            Store(null, variable, value, default);
            return;
        }
        ModelThread me = _moves.Running!;
        if (me.Buffer.IsFull || _options.ProcessWideFences)
            Reach(me, OperationKind.Write, variable);
        else
            CountStep(me);
        VectorClock released = Release(me);
        Record(me, OperationKind.Write, variable, value);
        if (_options.StoreBufferDepth == 0)
        {
            Store(me, variable, value, released);
            return;
        }
        if (me.Buffer.IsFull)
            DrainOldest(me);
        me.Buffer.Add(new BufferedStore(variable, value, released));
    }

    public long CompareExchange(ModelVariable variable, long value, long comparand)
    {
        long seen = variable.Value;
        if (!IsStep(variable))
        {
            if (seen == comparand)
                Store(null, variable, value, default);
            return seen;
        }
        ModelThread me = BeginReadModifyWrite(OperationKind.CompareExchange, variable, out seen);
        Record(me, OperationKind.CompareExchange, variable, seen, value, comparand);
        if (seen == comparand)
            Store(me, variable, value, Release(me));
        return seen;
    }

    public long Exchange(ModelVariable variable, long value)
    {
        long seen = variable.Value;
        if (!IsStep(variable))
        {
            Store(null, variable, value, default);
            return seen;
        }
        ModelThread me = BeginReadModifyWrite(OperationKind.Exchange, variable, out seen);
        Record(me, OperationKind.Exchange, variable, seen, value);
        Store(me, variable, value, Release(me));
        return seen;
    }

    public long Add(ModelVariable variable, long value)
    {
        if (!IsStep(variable))
        {
            Store(null, variable, variable.Value + value, default);
            return variable.Value;
        }
        ModelThread me = BeginReadModifyWrite(OperationKind.Add, variable, out long seen);
        Record(me, OperationKind.Add, variable, seen, value);
        Store(me, variable, seen + value, Release(me));
        return seen + value;
    }

    public void Fence()
    {
        if (!_isExploring)
            return;
        ModelThread me = _moves.Running!;
        if (me.Buffer.Count > 0)
            Reach(me, OperationKind.Fence, null);
        else
            CountStep(me);
        DrainAll(me);
        Record(me, OperationKind.Fence, null, 0);
    }

    /// <summary>Drains the buffers of all threads. With nothing to drain it is no choice point: to run it later would only forbid what may happen until then.</summary>
    public void ProcessWideFence()
    {
        if (!_isExploring)
            return;
        if (!_options.ProcessWideFences)
            throw new InvalidOperationException("Set the option for process-wide fences: without it, stores are no choice points.");
        ModelThread me = _moves.Running!;
        if (me.Starting || _moves.AnyBuffered)
            Reach(me, OperationKind.ProcessWideFence, null);
        else
            CountStep(me);
        foreach (ModelThread thread in Threads)
            DrainAll(thread);
        Record(me, OperationKind.ProcessWideFence, null, 0);
    }

    public void Spin()
    {
        if (!_isExploring)
            return;
        ModelThread me = _moves.Running!;
        if (me.ReadsChanged)
            me.IdleSpins = 0;
        else if (me.ReadMask != 0 && me.IdleSpins++ >= _options.SpinPatience)
            me.SpinBlocked = true;
        me.Yielding = true;
        Reach(me, OperationKind.Spin, null);
        if (me.ReadsChanged)
            me.IdleSpins = 0;
        me.Yielding = false;
        me.SpinBlocked = false;
        me.ReadsChanged = false;
        me.ReadMask = 0;
        Record(me, OperationKind.Spin, null, 0);
    }

    /// <summary>See <see cref="ModelChecker.Forget"/>.</summary>
    public void Forget(long localState)
    {
        if (!_isExploring)
            return;
        ModelThread me = _moves.Running!;
        CountStep(me);
        // The stores that are still buffered stay part of the state.
        me.History = me.Buffer.Mix(Hash64.Mix(Hash64.Mix((ulong)me.Index, (ulong)localState), (ulong)OperationKind.Forget));
        me.ReadMask = 0;
        me.ReadsChanged = false;
        me.IdleSpins = 0;
        _trace?.Add(me.Name, OperationKind.Forget, null, $"all but {localState}");
    }

    public void Park(ModelVariable token)
    {
        if (!IsStep(token))
            throw new InvalidOperationException("Only the threads of a scenario park.");
        ModelThread me = _moves.Running!;
        Reach(me, OperationKind.Park, token);
        DrainAll(me);
        Record(me, me.WokenSpuriously ? OperationKind.SpuriousWake : OperationKind.Park, token, token.Value);
        if (me.WokenSpuriously)
        {
            me.WokenSpuriously = false;
            return;
        }
        me.Clock = me.Clock.Join(token.Released);
        Store(me, token, 0, token.Released);
    }

    public void Unpark(ModelVariable token)
    {
        if (!IsStep(token))
        {
            Store(null, token, 1, default);
            return;
        }
        ModelThread me = _moves.Running!;
        Reach(me, OperationKind.Unpark, token);
        DrainAll(me);
        Record(me, OperationKind.Unpark, token, 1);
        Store(me, token, 1, Release(me).Join(token.Released));
    }

    public void ReadPlain<T>(ModelVariable variable, ref VectorClock reads, VectorClock write, T value)
    {
        if (!IsStep(variable))
            return;
        ModelThread me = _moves.Running!;
        CountStep(me);
        me.History = Hash64.Mix(me.History, variable.Contribution);
        _trace?.Add(me.Name, OperationKind.PlainRead, variable, $"-> {value}");
        if (!write.IsKnownTo(me.Clock))
            throw Fail(FailureKind.DataRace, $"{me.Name} reads {variable.Name} while nothing orders it after the last write.", null);
        reads = reads.Join(new VectorClock((ulong)me.Clock[me.Index] << (me.Index * 16)));
    }

    public void WritePlain<T>(ModelVariable variable, ref VectorClock reads, ref VectorClock write, T value)
    {
        if (!IsStep(variable))
            return;
        ModelThread me = _moves.Running!;
        CountStep(me);
        Record(me, OperationKind.PlainWrite, variable, 0, text: $"= {value}");
        if (!write.IsKnownTo(me.Clock) || !reads.IsKnownTo(me.Clock))
            throw Fail(FailureKind.DataRace, $"{me.Name} writes {variable.Name} while nothing orders it after the last accesses.", null);
        write = new VectorClock((ulong)me.Clock[me.Index] << (me.Index * 16));
        reads = default;
        SetContribution(variable, Hash64.Mix(me.History, (ulong)variable.Id));
    }

    private static ulong[]? OnlyTheCurrent()
    {
        int processor = ProcessorPlacement.Current();
        ulong[] mask = ProcessorPlacement.NewMask();
        if (processor < 0 || processor >= mask.Length * 64)
            return null;
        mask[processor / 64] = 1UL << (processor % 64);
        return mask;
    }

    // ---- Memory

    private bool IsStep(ModelVariable variable)
    {
        if (variable.Execution != _generation || variable.Scheduler != t_current)
            throw new InvalidOperationException($"{variable.Name} belongs to another execution: a scenario builds all its state anew.");
        return _isExploring;
    }

    private ModelThread BeginReadModifyWrite(OperationKind kind, ModelVariable variable, out long seen)
    {
        ModelThread me = _moves.Running!;
        Reach(me, kind, variable);
        DrainAll(me);
        seen = variable.Value;
        me.Clock = me.Clock.Join(variable.Released);
        me.ReadMask |= variable.Mask;
        return me;
    }

    private static VectorClock Release(ModelThread me)
    {
        VectorClock released = me.Clock;
        me.Clock = released.Tick(me.Index);
        return released;
    }

    private void Store(ModelThread? by, ModelVariable variable, long value, VectorClock released)
    {
        variable.Value = value;
        variable.Released = released;
        ulong contribution = value == 0 && released.Packed == 0 ? 0 : Hash64.Mix(Hash64.Mix((ulong)variable.Id, (ulong)value), _tracksClocks ? released.Packed : 0);
        SetContribution(variable, contribution);
        foreach (ModelThread thread in Threads)
        {
            if (thread != by && (thread.ReadMask & variable.Mask) != 0)
                thread.ReadsChanged = true;
        }
    }

    private void SetContribution(ModelVariable variable, ulong contribution)
    {
        _memory ^= variable.Contribution ^ contribution;
        variable.Contribution = contribution;
    }

    private void DrainOldest(ModelThread thread)
    {
        BufferedStore store = thread.Buffer.RemoveOldest();
        _trace?.Add(thread.Name, OperationKind.Flush, store.Variable, $"= {store.Value}");
        Store(thread, store.Variable, store.Value, store.Released);
    }

    private void DrainAll(ModelThread thread)
    {
        while (thread.Buffer.Count > 0)
            DrainOldest(thread);
    }

    private void Record(ModelThread me, OperationKind kind, ModelVariable? variable, long value, long operand = 0, long comparand = 0, string? text = null)
    {
        ulong id = variable is null ? ulong.MaxValue : (ulong)variable.Id;
        me.History = Hash64.Mix(Hash64.Mix(me.History, ((ulong)kind << 32) ^ id), (ulong)value);
        _trace?.Add(me.Name, kind, variable, text ?? Describe(kind, value, operand, comparand));
    }

    private string Describe(OperationKind kind, long value, long operand, long comparand) => kind switch
    {
        OperationKind.Read => $"-> {value}",
        OperationKind.Write => _options.StoreBufferDepth > 0 ? $"= {value} (buffered)" : $"= {value}",
        OperationKind.CompareExchange => value == comparand ? $"{comparand} to {operand}, done" : $"{comparand} to {operand}, refused: {value}",
        OperationKind.Exchange => $"= {operand}, was {value}",
        OperationKind.Add => $"{operand:+0;-0;+0} -> {value + operand}",
        _ => "",
    };

    // ---- The turn

    private void CountStep(ModelThread me)
    {
        if (_failure is not null)
            throw new ModelAbortException();
        if (me.Starting)
        {
            me.Starting = false;
            me.FirstAccesses = 0;
        }
        _steps++;
        if (++_executionSteps > _options.MaxSteps)
            throw Fail(FailureKind.StepLimit, $"More than {_options.MaxSteps} steps in one execution.", null);
    }

    /// <summary>Blocks until the calling thread is chosen to carry out the operation.</summary>
    private void Reach(ModelThread me, OperationKind kind, ModelVariable? variable)
    {
        me.Pending = kind;
        me.PendingVariable = variable;
        bool starts = me.Starting;
        CountStep(me);
        if (starts)
            LearnFirstAccesses(me);
        if (starts && me.IsEnabled)
            return;
        ModelThread? next = Decide();
        if (next is null)
            throw new ModelAbortException();
        if (next == me)
            return;
        ModelWorker worker = me.Worker!;
        HandOver(next);
        worker.AwaitTurn();
        if (_failure is not null)
            throw new ModelAbortException();
    }

    /// <summary>Nothing but the set-up comes before a thread's first operation, so it is the same one in every execution.</summary>
    private void LearnFirstAccesses(ModelThread me) =>
        me.FirstAccesses = me.PendingVariable is { } variable && variable.Id >= _setUpVariables ? ulong.MaxValue : me.PendingAccesses;

    private void HandOver(ModelThread next)
    {
        ModelWorker worker = next.Worker ?? RentWorker();
        if (next.Worker is null)
            worker.Assigned = next;
        worker.GiveTurn();
    }

    private ModelWorker RentWorker()
    {
        if (_idle.TryPop(out ModelWorker? idle))
            return idle;
        ModelWorker worker = new(this);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Runs a body on its worker; returns the unstarted thread that the worker runs next, if any.</summary>
    public ModelThread? RunToEnd(ModelThread thread, ModelWorker worker)
    {
        thread.Worker = worker;
        thread.Status = ThreadStatus.Suspended;
        thread.Starting = true;
        try
        {
            thread.Body();
        }
        catch (ModelAbortException) when (_failure is not null)
        {
        }
        catch (Exception exception)
        {
            Fail(FailureKind.Assertion, $"{thread.Name} threw {exception.GetType().Name}: {exception.Message}", exception);
        }
        if (_failure is not null)
        {
            _over.Set();
            return null;
        }
        if (thread.Starting)
            thread.FirstAccesses = 0;
        thread.Status = ThreadStatus.Finished;
        thread.Worker = null;
        thread.Starting = false;
        _trace?.Add(thread.Name, OperationKind.Finish, null, "");

        ModelThread? next = Decide();
        if (next is null && _failure is null && EndExecution())
            next = NextExecution();
        if (next is null)
        {
            _over.Set();
            return null;
        }
        if (next.Worker is null)
            return next;
        _idle.Push(worker);
        HandOver(next);
        return null;
    }

    /// <summary>Sets up the next execution and returns its first thread; <see langword="null"/> when the exploration is over.</summary>
    private ModelThread? NextExecution()
    {
        // The first execution of a search only shows what every thread begins with.
        bool scouts = _generation == 0 && !_isReplay;
        if (_executions > 0 && (_isReplay || !_path.TryAdvance()))
        {
            _isComplete = !_isReplay;
            return null;
        }
        if (_executions >= _options.MaxExecutions)
            return null;
        _generation++;
        if (!scouts)
            _executions++;
        _path.Restart(branches: !scouts);
        _moves.Restart(0);
        _variables = 0;
        _memory = 0;
        _executionSteps = 0;
        try
        {
            _scenario = _factory();
            CellToucher.Touch(_scenario, _visited);
        }
        catch (Exception exception)
        {
            Fail(FailureKind.Assertion, $"The set-up threw {exception.GetType().Name}: {exception.Message}", exception);
            return null;
        }
        _trace?.Begin(_scenario);
        for (int i = 0; i < _scenario.Threads.Count; i++)
            _all[i].Reset(_scenario.Threads[i].Key, _scenario.Threads[i].Value);
        _moves.Restart(_scenario.Threads.Count);
        _setUpVariables = _variables;
        _isExploring = true;
        ModelThread? first = Decide();
        // A scenario without threads has one execution, which is its invariant.
        return first is null && _failure is null && EndExecution() ? NextExecution() : first;
    }

    private bool EndExecution()
    {
        _isExploring = false;
        try
        {
            _scenario.Invariant?.Invoke();
            return true;
        }
        catch (Exception exception)
        {
            Fail(FailureKind.Invariant, $"{exception.GetType().Name}: {exception.Message}", exception);
            return false;
        }
    }

    // ---- The decisions

    /// <summary>Drains stores as the path says until it names a thread to run; <see langword="null"/> when all have finished or after a failure.</summary>
    private ModelThread? Decide()
    {
        Span<Choice> buffer = stackalloc Choice[MoveRules.MaxAlternatives];
        while (true)
        {
            int count = _moves.Collect(buffer);
            if (count == 0)
            {
                if (_moves.AllFinished)
                {
                    foreach (ModelThread thread in Threads)
                        DrainAll(thread);
                }
                else
                {
                    FailStuck();
                }
                return null;
            }
            ReadOnlySpan<Choice> alternatives = buffer[..count];
            if (!_path.TryChoose(alternatives, count > 1 ? _moves.StateHash(_memory, _tracksClocks) : 0, _moves.Budgets, out Choice choice))
            {
                Fail(FailureKind.Nondeterminism, "The same choices led to another state: a body depends on something outside the model.", null);
                return null;
            }
            ModelThread chosen = _all[choice.Thread];
            if (choice.Kind == OperationKind.Flush)
            {
                _steps++;
                DrainOldest(chosen);
                continue;
            }
            _moves.Take(choice);
            return chosen;
        }
    }

    // ---- Failures

    private void FailStuck()
    {
        _trace?.AssignNames();
        bool spins = false;
        List<string> states = [];
        foreach (ModelThread thread in Threads)
        {
            spins |= thread.Status != ThreadStatus.Finished && thread.Pending == OperationKind.Spin;
            states.Add($"{thread.Name} {(thread.Status == ThreadStatus.Finished ? "has finished" : thread.Pending == OperationKind.Spin ? "spins" : $"is parked on {thread.PendingVariable!.Name}")}");
        }
        Fail(spins ? FailureKind.Livelock : FailureKind.Deadlock, $"Nobody can go on: {string.Join(", ", states)}.", null);
    }

    /// <summary>Records the first failure; the returned exception unwinds the body that has the turn.</summary>
    private ModelAbortException Fail(FailureKind kind, string message, Exception? exception)
    {
        _failure ??= new ModelFailure(kind, message, _path.Letters, _trace?.ToString() ?? "", exception);
        return new ModelAbortException();
    }

    /// <summary>Puts the previous exploration of a machine thread back.</summary>
    internal readonly ref struct Activation(ModelScheduler? previous) : IDisposable
    {
        public void Dispose() => t_current = previous;
    }
}
