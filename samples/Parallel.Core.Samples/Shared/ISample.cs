namespace ParallelCore.Samples;

/// <summary>A question that a program answers.</summary>
internal interface ISample
{
    /// <summary>What to type to run it.</summary>
    string Name { get; }

    string Question { get; }

    /// <summary>Runs it, with small sizes when <paramref name="isQuick"/>.</summary>
    /// <returns>True when every result was right.</returns>
    bool Run(bool isQuick);
}
