using ParallelCore.Async;
using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>
/// What lanes claim, give back, stop at and end with, as in <see cref="LaneLoop{T}"/> and <see cref="Lane{T}"/>, line by line. Each lane is a thread; scheduling it is a cell that
/// the thread waits for.
/// </summary>
/// <typeparam name="TCell">The gate, the number of active lanes, and the process-wide fence.</typeparam>
internal sealed class LaneModel<TCell>
    where TCell : struct, IAtomicCell
{
    private const int None = -1;
    private const int Nowhere = 99;
    private const int Generations = 3;

    private readonly GlueFlaw _flaw;
    private readonly int _lanes;
    private readonly int _count;
    private readonly bool _isPulled;
    private readonly int[] _end;
    private readonly ModelCell[] _scheduled;
    private readonly ModelCell[] _running;
    private readonly ModelCell[] _cancelled;
    private readonly ModelPlain<bool>[] _isDoomed;
    private readonly ModelPlain<int>[] _generation;
    private readonly ModelPlain<int> _idle = new("idle lanes");
    private readonly ModelPlain<int> _returned = new("returned positions");
    private readonly ModelPlain<int> _stoppers = new("stoppers");
    private readonly ModelPlain<bool> _hasEnded = new("has ended");
#pragma warning disable CS0649, IDE0044 // Changed by their own methods.
    private TCell _gate;
    private TCell _active;
    private ModelCell _lock = new("lock");
    private ModelCell _stop = new("stop");
    private ModelCell _cursor = new("cursor");
    private ModelCell _degree = new("degree");
    private ModelCell _returnedRuns = new("returned runs");
    private ModelCell _isExhausted = new("is exhausted");
    private ModelCell _ended = new("ended");
#pragma warning restore CS0649, IDE0044

    /// <param name="lanes">How many there are.</param>
    /// <param name="active">As many of them have been scheduled; the others are idle.</param>
    /// <param name="count">Of items.</param>
    /// <param name="degree">At first.</param>
    /// <param name="isPulled">Whether one lane at a time asks for an item; otherwise positions are added to a cursor.</param>
    /// <param name="flaw">A mutant.</param>
    public LaneModel(int lanes, int active, int count, int degree, bool isPulled = false, GlueFlaw flaw = GlueFlaw.None)
    {
        (_flaw, _lanes, _count, _isPulled) = (flaw, lanes, count, isPulled);
        _end = new int[lanes];
        _scheduled = new ModelCell[lanes];
        _running = new ModelCell[lanes];
        _cancelled = new ModelCell[lanes * Generations];
        _isDoomed = [.. Enumerable.Range(0, lanes).Select(static lane => new ModelPlain<bool>($"lane {lane} is doomed"))];
        _generation = [.. Enumerable.Range(0, lanes).Select(static lane => new ModelPlain<int>($"token of lane {lane}"))];
        _stop.Write(Nowhere);
        _degree.Write(degree);
        _active.Add(active);
        for (int lane = 0; lane < lanes; lane++)
        {
            _running[lane].Write(None);
            if (lane < active)
                _scheduled[lane].Write(1);
            else
                _idle.Value |= 1 << lane;
        }
    }

    /// <summary>What lane runs which position.</summary>
    public Action<int, int> Body { get; init; } = static (_, _) => { };

    /// <summary>How many positions a lane claims at once.</summary>
    public int Run { get; init; } = 1;

    /// <summary>How often the end has come.</summary>
    public long Ended => _ended.Read();

    public bool IsCancelled(int lane) => Token(lane, _generation[lane].Value).Read() != 0;

    /// <summary>A lane's thread, until the loop has ended.</summary>
    public void Live(int lane)
    {
        while (true)
        {
            ModelChecker.Forget(0);
            while (_scheduled[lane].Read() == 0)
            {
                if (_ended.Read() != 0)
                    return;
                ModelCell.Spin();
                ModelChecker.Forget(0);
            }
            _scheduled[lane].Write(0);
            _end[lane] = 0;
            Drive(lane);
        }
    }

    /// <summary>One lane has the gate, and has claimed the first item; the others have found it closed.</summary>
    public LaneModel<TCell> AtTheGate()
    {
        _gate.CompareExchange(1, 0);
        _cursor.Write(1);
        Array.ForEach(_scheduled, static scheduled => scheduled.Write(0));
        return this;
    }

    /// <summary>The thread of the lane that has the gate.</summary>
    public void LiveFromTheGate(int lane)
    {
        OpenGate();
        _end[lane] = 1;
        Drive(lane);
        Live(lane);
    }

    /// <summary>The thread of a lane that has found it closed.</summary>
    public void LiveFromNothing(int lane)
    {
        if (!TryRetire(lane))
            Drive(lane);
        Live(lane);
    }

    /// <summary>Lane.RunBody, of a body that is pending: gives back what the lane has claimed behind it.</summary>
    public void GiveBackBehind(int lane, int position)
    {
        int rest = 0;
        for (int behind = position + 1; behind < _end[lane]; behind++)
            rest |= 1 << behind;
        _end[lane] = position + 1;
        if (rest != 0)
            GiveBack(rest);
    }

    public void SetDegree(int degree)
    {
        _degree.Write(degree);
        ModelCell.Fence(); // the owner leaves a monitor
        OnDegreeRisen();
    }

    /// <summary>A1: the lane publishes the position that it is about to begin, then looks at the stop.</summary>
    public bool TryBegin(int lane, int position)
    {
        bool wasStopped = _flaw == GlueFlaw.StopReadBeforePublishing && IsStopped;
        _running[lane].Write(position); // A1
        return !(_flaw == GlueFlaw.StopReadBeforePublishing ? wasStopped : IsStopped) || TryBeginStopped(lane);
    }

    public void StopAbove(int position)
    {
        int doomed = 0;
        if (_flaw == GlueFlaw.RunningReadBeforeStop)
        {
            Lock();
            doomed = Doom(position);
            Unlock();
        }
        Lock();
        if (_flaw != GlueFlaw.StoppersNotCounted)
            _stoppers.Value++;
        if (position + 1 < _stop.Read())
            _stop.Write(position + 1);
        Unlock();
        TCell.ProcessWideFence(); // A2
        if (_flaw != GlueFlaw.RunningReadBeforeStop)
        {
            Lock();
            doomed = Doom(position);
            Unlock();
        }
        for (int token = 0; token < _cancelled.Length; token++)
        {
            if ((doomed & (1 << token)) != 0)
            {
                Assert.Equal(0, _ended.Read()); // tokens are disposed at the end
                _cancelled[token].Exchange(1);
            }
        }
        Lock();
        if (_flaw != GlueFlaw.StoppersNotCounted)
            _stoppers.Value--;
        EndOrExit();
    }

    private bool IsStopped => _stop.Read() != Nowhere;

    private ref ModelCell Token(int lane, int generation) => ref _cancelled[(lane * Generations) + generation];

    private void Drive(int lane)
    {
        int position = 0;
        while (true)
        {
            ModelChecker.Forget(1 + position + (10 * _end[lane]));
            if (_active.Read() > _degree.Read())
            {
                GiveBackBehind(lane, position - 1);
                if (TryRetireExcess(lane))
                    return;
            }
            if (position == _end[lane])
            {
                position = Claim(lane);
                if (position == None)
                {
                    if (TryRetire(lane))
                        return;
                    position = _end[lane] = 0;
                    continue;
                }
            }
            if (!TryBegin(lane, position))
            {
                _end[lane] = position;
                continue;
            }
            Body(lane, position);
            position++;
        }
    }

    private int Claim(int lane)
    {
        if (_returnedRuns.Read() > 0 && TryTakeReturned() is var returned and not None)
        {
            _end[lane] = returned + 1;
            return returned;
        }
        int start = IsStopped ? None : _isPulled ? Pull() : ClaimIndexed();
        _end[lane] = start == None ? 0 : Math.Min(_count, start + Run);
        return start;
    }

    private int ClaimIndexed()
    {
        if (_cursor.Read() >= _count)
            return None;
        int start = (int)_cursor.Add(Run) - Run;
        if (start >= _count)
            return None;
        TryStart();
        return start;
    }

    private int Pull()
    {
        if (_isExhausted.Read() != 0 || _gate.CompareExchange(1, 0) != 0)
            return None;
        if (IsStopped || _isExhausted.Read() != 0)
        {
            ExitGate();
            return None;
        }
        int position = (int)_cursor.Read();
        if (position == _count)
        {
            _isExhausted.Write(1);
            ExitGate();
            return None;
        }
        _cursor.Write(position + 1);
        OpenGate();
        return position;
    }

    /// <summary>With an item.</summary>
    private void OpenGate()
    {
        bool mayStart = _flaw == GlueFlaw.ActiveReadBeforeGate && _active.Read() < _degree.Read();
        ExitGate();
        if (_flaw != GlueFlaw.ActiveReadBeforeGate)
            TryStart();
        else if (mayStart)
            TryStartOne();
    }

    private void ExitGate() => _gate.Exchange(0); // A3

    private int TryTakeReturned()
    {
        int taken = None;
        Lock();
        if (_returned.Value != 0)
        {
            taken = int.TrailingZeroCount(_returned.Value);
            _returned.Value &= _returned.Value - 1;
            _returnedRuns.Write(int.PopCount(_returned.Value));
        }
        bool isRestLeft = _returned.Value != 0;
        Unlock();
        if (isRestLeft)
            TryStart();
        return taken;
    }

    private void GiveBack(int positions)
    {
        if (_flaw == GlueFlaw.StartBeforeGivingBack)
            TryStart();
        Lock();
        _returned.Value |= positions;
        _returnedRuns.Write(int.PopCount(_returned.Value));
        Unlock();
        if (_flaw != GlueFlaw.StartBeforeGivingBack)
            TryStart();
    }

    private bool TryRetire(int lane)
    {
        Lock();
        bool isClaimable = _flaw == GlueFlaw.ClaimableReadBeforeLeaving && HasClaimable();
        if (_flaw != GlueFlaw.LeavesAfterLock)
            _active.Add(-1); // A4
        if (_flaw == GlueFlaw.ClaimableReadBeforeLeaving ? isClaimable : HasClaimable())
        {
            if (_flaw != GlueFlaw.LeavesAfterLock)
                _active.Add(1);
            Unlock();
            return false;
        }
        Retire(lane);
        if (_flaw == GlueFlaw.LeavesAfterLock)
        {
            _active.Add(-1);
            Lock();
            EndOrExit();
        }
        return true;
    }

    private bool TryRetireExcess(int lane)
    {
        Lock();
        if (_active.Read() <= _degree.Read())
        {
            Unlock();
            return false;
        }
        _active.Add(-1);
        Retire(lane);
        return true;
    }

    /// <summary>Under the lock, which it leaves.</summary>
    private void Retire(int lane)
    {
        _running[lane].Write(None);
        _idle.Value |= 1 << lane;
        EndOrExit();
    }

    private void OnDegreeRisen()
    {
        while (_flaw == GlueFlaw.ActiveReadBeforeLock ? TryStart() : TryStartOne())
            ModelChecker.Forget(100);
    }

    private bool TryStart() => _active.Read() < _degree.Read() && TryStartOne();

    private bool TryStartOne()
    {
        int lane = None;
        Lock();
        if (_active.Read() < _degree.Read() && HasClaimable() && _idle.Value != 0)
        {
            lane = int.TrailingZeroCount(_idle.Value);
            _idle.Value &= ~(1 << lane);
            _active.Add(1);
        }
        Unlock();
        if (lane != None)
            _scheduled[lane].Write(1);
        return lane != None;
    }

    private bool HasClaimable() =>
        _returned.Value != 0 || (!IsStopped && !IsAtEnd() && (!_isPulled || _gate.Read() == 0));

    private bool IsAtEnd() => _isPulled ? _isExhausted.Read() != 0 : _cursor.Read() >= _count;

    /// <summary>Under the lock, which it leaves.</summary>
    private void EndOrExit()
    {
        bool ends = !_hasEnded.Value && _active.Read() == 0 && _stoppers.Value == 0 && _returned.Value == 0 && (IsStopped || IsAtEnd());
        if (_flaw != GlueFlaw.EndForgotten)
            _hasEnded.Value |= ends;
        Unlock();
        if (ends)
            _ended.Add(1);
    }

    private bool TryBeginStopped(int lane)
    {
        if (_flaw != GlueFlaw.BeginsStoppedWithoutLock)
            Lock();
        bool begins = _running[lane].Read() < _stop.Read();
        if (begins && _isDoomed[lane].Value)
        {
            _isDoomed[lane].Value = false;
            if (_flaw != GlueFlaw.TokenNotRenewed)
                _generation[lane].Value++;
        }
        if (_flaw != GlueFlaw.BeginsStoppedWithoutLock)
            Unlock();
        return begins;
    }

    /// <summary>Under the lock: the tokens of the lanes that run something above the position.</summary>
    private int Doom(int position)
    {
        int doomed = 0;
        for (int lane = 0; lane < _lanes; lane++)
        {
            if (_running[lane].Read() > position && !_isDoomed[lane].Value)
            {
                _isDoomed[lane].Value = true;
                doomed |= 1 << ((lane * Generations) + _generation[lane].Value);
            }
        }
        return doomed;
    }

    private void Lock()
    {
        while (_lock.CompareExchange(1, 0) != 0)
            ModelCell.Spin();
    }

    private void Unlock() => _lock.Write(0);
}
