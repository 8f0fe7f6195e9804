namespace ParallelCore.Gallery.Running;

/// <summary>Which part a form plays in its sample.</summary>
internal enum Role
{
    /// <summary>The loop that you have: what the others are measured by.</summary>
    Sequential,

    /// <summary>What one writes first, and what goes wrong with it.</summary>
    Naive,

    /// <summary>What to write.</summary>
    Ours,

    /// <summary>The same with what the runtime brings, written as well as it can be.</summary>
    Twin,

    /// <summary>Another right way.</summary>
    Also,
}

/// <summary>What is wrong with a naive form.</summary>
internal enum Flaw
{
    None,

    /// <summary>Its result, now and then: a race may also end well.</summary>
    Wrong,

    /// <summary>Its time: the result is right.</summary>
    Slow,
}

/// <summary>One way to compute a sample's result.</summary>
internal abstract class Form(Role role, string how, Flaw flaw)
{
    public Role Role { get; } = role;

    public string How { get; } = how;

    public Flaw Flaw { get; } = flaw;

    /// <summary>Computes the result: this is what is timed.</summary>
    public abstract void Run();

    /// <summary>What is wrong with the result of the last run; null when it is right.</summary>
    public abstract string? Mistake();
}

/// <inheritdoc/>
internal sealed class Form<T>(Role role, string how, Flaw flaw, Func<T> run, Func<T, string?> mistake) : Form(role, how, flaw)
{
    private T? _result;

    public override void Run() => _result = run();

    public override string? Mistake() => mistake(_result!);
}
