using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Collections;

public sealed class GuardAllocationTests
{
    private static readonly Guarded<int> s_guarded = new(0);
    private static readonly ReadWriteGuarded<int> s_readWrite = new(0);
    private static readonly SerialGate s_gate = new();
    private static readonly SerialGate s_reentrant = new(isReentrant: true);

    private static readonly Dictionary<string, Action> s_calls = new()
    {
        ["lock"] = static () =>
        {
            using Guard<int> guard = s_guarded.Lock();
            guard.Value++;
        },
        ["try lock"] = static () =>
        {
            s_guarded.TryLock(out Guard<int> guard);
            guard.Dispose();
        },
        ["try lock in time"] = static () =>
        {
            s_guarded.TryLock(out Guard<int> guard, TimeSpan.FromSeconds(1));
            guard.Dispose();
        },
        ["update"] = static () => s_guarded.Update(static (ref int value) => { value++; }),
        ["update state"] = static () => s_guarded.Update(3, static (ref int value, int state) => { value += state; }),
        ["update result"] = static () => s_guarded.Update(static (ref int value) => value++),
        ["update state result"] = static () => s_guarded.Update(3, static (ref int value, int state) => value += state),
        ["read"] = static () => s_guarded.Read(static value => value),
        ["read state"] = static () => s_guarded.Read(3, static (value, state) => value + state),
        ["read lock"] = static () =>
        {
            using ReadGuard<int> guard = s_readWrite.ReadLock();
            _ = guard.Value;
        },
        ["write lock"] = static () =>
        {
            using WriteGuard<int> guard = s_readWrite.WriteLock();
            guard.Value++;
        },
        ["read-write update"] = static () => s_readWrite.Update(3, static (ref int value, int state) => { value += state; }),
        ["read-write update result"] = static () => s_readWrite.Update(3, static (ref int value, int state) => value += state),
        ["read-write read"] = static () => s_readWrite.Read(3, static (value, state) => value + state),
        ["enter"] = static () => s_gate.Enter().Dispose(),
        ["enter nested"] = static () =>
        {
            using GateScope outer = s_reentrant.Enter();
            using GateScope inner = s_reentrant.Enter();
        },
        ["run"] = static () => s_gate.Run(static () => { }),
        ["run state"] = static () => s_gate.Run(3, static state => { _ = state; }),
        ["run result"] = static () => s_gate.Run(static () => 3),
        ["run state result"] = static () => s_gate.Run(3, static state => state + 1),
        ["statistics"] = static () => _ = s_gate.Statistics,
    };

    public static TheoryData<string> Calls => new(s_calls.Keys);

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_OnceWarm_AllocatesNothing(string call) => AllocatedBytes.Least(s_calls[call]).Should().Be((0L, 0L));
}
