using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

internal sealed class GatedNumber : LockedNumber
{
    private readonly SerialGate _gate = new();
    private int _number = 1;

    protected override int Read() => _gate.Run(this, static self => self._number);

    protected override int Update(int argument) => _gate.RunAsync(async () =>
    {
        int value = _number;
        await Task.Yield();
        _number = value;
        return Next(ref _number, argument);
    }).GetAwaiter().GetResult();

    protected override int Lock(int argument)
    {
        using GateScope scope = _gate.Enter();
        return Next(ref _number, argument);
    }

    protected override int? TryLock(int argument)
    {
        bool isInside = _gate.TryEnter(out GateScope scope);
        using (scope)
            return isInside ? Next(ref _number, argument) : null;
    }
}
