using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Checking;

/// <summary>A token that a model thread blocks on. Both operations are full fences, as they are on every platform.</summary>
internal struct ModelParker : IParker
{
    private ModelVariable? _variable;

    /// <summary>A parker with a name for the trace. Others are named after the field that holds them.</summary>
    public ModelParker(string name) => _variable = ModelScheduler.Current.CreateVariable("parker", name);

    internal readonly ModelVariable? Variable => _variable;

    /// <summary>Creates the variable now.</summary>
    internal void Touch() => _ = Touched;

    private ModelVariable Touched => _variable ??= ModelScheduler.Current.CreateVariable("parker", null);

    public void Park()
    {
        ModelVariable variable = Touched;
        variable.Scheduler.Park(variable);
    }

    /// <summary>The model has no clock: a time-out is a wake-up without a token, which <see cref="ModelOptions.MaxSpuriousWakes"/> allows.</summary>
    public void ParkFor(int microseconds) => Park();

    public void Unpark()
    {
        ModelVariable variable = Touched;
        variable.Scheduler.Unpark(variable);
    }
}
