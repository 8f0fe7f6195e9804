using Spectre.Console;

namespace ParallelCore.Gallery.Running;

/// <summary>An input and several forms that compute the same from it.</summary>
internal interface ITrial : IDisposable
{
    string Title { get; }

    IReadOnlyList<Form> Forms { get; }

    /// <summary>Why not all cores are used, or why the runtime's twin is faster; null where neither is expected.</summary>
    string? Limit { get; }

    /// <summary>Puts the input into its first state before each run, untimed.</summary>
    void Reset();

    /// <summary>Shows what there is to look at, when the sample runs alone.</summary>
    void Show(IAnsiConsole console, string outputFolder, CancellationToken cancellationToken);
}

/// <inheritdoc/>
/// <param name="title">What is computed, of how much.</param>
/// <param name="mistake">Tells what is wrong with a result, or null: by a known value, a second algorithm, or the sequential form's result.</param>
internal sealed class Trial<T>(string title, Func<T, string?> mistake) : ITrial
{
    private readonly List<Form> _forms = [];
    private Action? _reset;
    private Action? _dispose;
    private Action<IAnsiConsole, string, CancellationToken>? _show;

    public string Title { get; } = title;

    public IReadOnlyList<Form> Forms => _forms;

    public string? Limit { get; private set; }

    public Trial<T> Sequential(string how, Func<T> run) => Add(Role.Sequential, how, Flaw.None, run);

    public Trial<T> NaiveAndWrong(string how, Func<T> run) => Add(Role.Naive, how, Flaw.Wrong, run);

    public Trial<T> NaiveAndSlow(string how, Func<T> run) => Add(Role.Naive, how, Flaw.Slow, run);

    public Trial<T> Ours(string how, Func<T> run) => Add(Role.Ours, how, Flaw.None, run);

    public Trial<T> Twin(string how, Func<T> run) => Add(Role.Twin, how, Flaw.None, run);

    public Trial<T> Also(string how, Func<T> run) => Add(Role.Also, how, Flaw.None, run);

    public Trial<T> LimitedBy(string reason)
    {
        Limit = reason;
        return this;
    }

    public Trial<T> BeforeEachRun(Action reset)
    {
        _reset = reset;
        return this;
    }

    public Trial<T> AtTheEnd(Action dispose)
    {
        _dispose = dispose;
        return this;
    }

    public Trial<T> Showing(Action<IAnsiConsole, string> show) => Showing((console, outputFolder, _) => show(console, outputFolder));

    /// <summary>For what takes long enough that someone may want to stop it.</summary>
    public Trial<T> Showing(Action<IAnsiConsole, string, CancellationToken> show)
    {
        _show = show;
        return this;
    }

    public void Reset() => _reset?.Invoke();

    public void Show(IAnsiConsole console, string outputFolder, CancellationToken cancellationToken) => _show?.Invoke(console, outputFolder, cancellationToken);

    public void Dispose() => _dispose?.Invoke();

    private Trial<T> Add(Role role, string how, Flaw flaw, Func<T> run)
    {
        _forms.Add(new Form<T>(role, how, flaw, run, mistake));
        return this;
    }
}

/// <summary>The usual ways to tell whether a result is right.</summary>
internal static class Expect
{
    public static Func<T, string?> Exactly<T>(T expected)
        where T : IEquatable<T>, IFormattable =>
        found => found.Equals(expected) ? null : $"{found:N0} instead of {expected:N0}";

    /// <summary>Within a distance that the caller has reckoned.</summary>
    public static Func<double, string?> Near(double expected, double distance) =>
        found => Math.Abs(found - expected) <= distance ? null : $"{found:N4} instead of {expected:N4}";

    /// <summary>The same items in the same order, bit for bit.</summary>
    public static Func<T[], string?> Same<T>(T[] expected)
        where T : IEquatable<T> =>
        found =>
        {
            if (found.Length != expected.Length)
                return $"{found.Length:N0} items instead of {expected.Length:N0}";
            int differing = found.AsSpan().SequenceEqual(expected) ? 0 : found.Where((item, i) => !item.Equals(expected[i])).Count();
            return differing == 0 ? null : $"{differing:N0} of {found.Length:N0} items differ";
        };
}
