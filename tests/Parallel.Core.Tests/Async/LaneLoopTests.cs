using FluentAssertions;
using ParallelCore.Async;

namespace ParallelCore.Tests.Async;

/// <summary>
/// What lanes do with the positions that they have claimed and not begun. How long a run is depends on the clock: each test tries until its case has come
/// about.
/// </summary>
public sealed class LaneLoopTests
{
    private const int Rounds = 2000;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Lane_WithARestWhileOthersAreIdle_SharesIt()
    {
        const int Count = 3000;
        bool hasCome = false;
        for (int round = 0; round < Rounds && !hasCome; round++)
        {
            BlockingLoop? loop = null;
            using var isReady = new ManualResetEventSlim();
            using var met = new CountdownEvent(3);
            var degree = new AsyncDegree(2);
            bool isShared = false; // the last three are a lane's that has begun none of them, and the other lane is idle
            int lastBegun = 0;
            bool haveMet = true;
            loop = new BlockingLoop(Count, degree, i =>
            {
                isReady.Wait();
                if (i == Count - 4)
                {
                    SpinWait.SpinUntil(() => loop!.IsStarved || Volatile.Read(ref lastBegun) > 0, s_longest);
                    Volatile.Write(ref isShared, Volatile.Read(ref lastBegun) == 0);
                    degree.Value = 3; // nothing can be claimed yet: the third one comes when there is something for it
                }

                if (i >= Count - 3)
                {
                    Interlocked.Increment(ref lastBegun);
                    if (Volatile.Read(ref isShared))
                    {
                        met.Signal();
                        if (!met.Wait(s_longest))
                            Volatile.Write(ref haveMet, false);
                    }
                }
            });
            isReady.Set();
            await loop.Ended.WaitAsync(3 * s_longest);
            haveMet.Should().BeTrue("idle lanes take what the other one has not begun");
            hasCome = isShared;
        }

        hasCome.Should().BeTrue();
    }

    [Fact]
    public async Task Lane_CancelledAboveAFailure_BeginsBelowItWithATokenThatNobodyCancelled()
    {
        bool hasCome = false;
        for (int round = 0; round < Rounds && !hasCome; round++)
        {
            var scene = new CancelledAbove();
            Task loop = ParallelRange.RunAsync(0, CancelledAbove.Count, 3, scene.Run);
            await loop.Awaiting(static loop => loop.WaitAsync(s_longest)).Should().ThrowAsync<FormatException>();
            loop.Exception!.InnerExceptions.Should().ContainSingle();
            scene.WasCancelled.Should().BeFalse("the failure is above");
            hasCome = scene.HasCome;
        }

        hasCome.Should().BeTrue();
    }

    /// <summary>
    /// One lane waits at a low position and has given back those behind it, one fails above them, and one waits above the failure, until that cancels it. Then
    /// the latter two take the first two of what was given back, where they meet.
    /// </summary>
    private sealed class CancelledAbove
    {
        public const int Count = 3000;
        private const int Warm = 1000;
        private const int LongestRun = 64; // no lane claims more at once

        private readonly Signal _highWaits = new();
        private readonly Signal _lowWaits = new();
        private readonly Rendezvous _pair = new(2);
        private readonly bool[] _begun = new bool[Count];
        private int _low = -1;
        private int _failing = -1;
        private int _high = -1;
        private bool _hasFailed;

        public bool HasCome => _pair.Met.IsCompleted;

        public bool WasCancelled { get; private set; }

        public ValueTask Run(int i, CancellationToken token)
        {
            if (!Volatile.Read(ref _hasFailed))
                _begun[i] = true;
            if (i < Warm)
                return default;
            if (Interlocked.CompareExchange(ref _low, i, -1) == -1)
            {
                // On its thread, so that nobody gets those behind it before the others wait.
                SpinWait.SpinUntil(() => _highWaits.IsGiven, s_longest);
                return Low(hasTwoBehind: !_begun[i + 1] && !_begun[i + 2]);
            }

            int low = Volatile.Read(ref _low);
            if (Volatile.Read(ref _hasFailed) && (i == low + 1 || i == low + 2))
                return Meet(i == low + 1 ? i + 1 : i - 1, token);
            if (i > low + LongestRun && Interlocked.CompareExchange(ref _failing, i, -1) == -1)
                return Fail();
            int failing = Volatile.Read(ref _failing);
            return failing >= 0 && i > failing && Interlocked.CompareExchange(ref _high, i, -1) == -1 ? Wait(token) : default;
        }

        private async ValueTask Low(bool hasTwoBehind)
        {
            _lowWaits.Give();
            if (hasTwoBehind)
                await _pair.Met.WaitAsync(s_longest);
        }

        private async ValueTask Fail()
        {
            await _lowWaits.Given;
            Volatile.Write(ref _hasFailed, true);
            throw new FormatException();
        }

        private async ValueTask Wait(CancellationToken token)
        {
            _highWaits.Give();
            await Signal.Cancelled(token);
        }

        private async ValueTask Meet(int other, CancellationToken token)
        {
            if (token.IsCancellationRequested)
                WasCancelled = true;
            if (!_begun[other])
                await _pair.Come().WaitAsync(s_longest, CancellationToken.None);
        }
    }

    /// <summary>A loop whose bodies block, and that says when a lane is idle.</summary>
    private sealed class BlockingLoop : LaneLoop<int>
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Action<int> _body;

        public BlockingLoop(int count, AsyncDegree degree, Action<int> body)
            : base(new ItemSource<int>(new RangeItems<int>(0, count)), degree, null)
        {
            _body = body;
            Start();
        }

        public Task Ended => _ended.Task;

        protected override Lane<int> NewLane() => new BodyLane<int>(this, Options, (i, _) =>
        {
            _body(i);
            return default;
        });

        protected override void OnEnded(List<Exception> errors, List<ItemFailure> failures, long completed, bool isWhole)
        {
            if (errors.Count > 0)
                _ended.SetException(errors);
            else
                _ended.SetResult();
        }
    }
}
