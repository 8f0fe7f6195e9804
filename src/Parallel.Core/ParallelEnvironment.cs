using ParallelCore.Machine;

namespace ParallelCore;

/// <summary>What this process may use of the machine: "am I on many cores?", and if not, why not.</summary>
/// <remarks>
/// The runtime fixes its processor count when the process starts; the other facts are read once, at their first use, and nothing here
/// ever throws: what a platform doesn't tell is null. <b>Thread safety:</b> all members, any thread at any time.
/// <b>Complexity:</b> the first question about quota, affinity or machine reads a few small files. <b>Blocking:</b> never, but for those files.
/// </remarks>
/// <example><code>
/// Console.WriteLine(ParallelEnvironment.Explain());
/// </code></example>
public static class ParallelEnvironment
{
    private static readonly Lazy<EnvironmentFacts> Facts = new(EnvironmentFacts.Read);

    /// <summary>The processor time that the container's control groups (Linux, versions 1 and 2) grant, in processors, such as 1.5; null without a
    /// limit and on other systems.</summary>
    /// <remarks><see cref="Environment.ProcessorCount"/> counts it rounded up, as the runtime does; with a fraction expect the kernel to pause the process now
    /// and then.</remarks>
    public static double? ContainerQuota => Facts.Value.Quota;

    /// <summary>How many of the machine's processors the affinity mask allows, at least 1; null where there is no such mask.</summary>
    public static int? AffinityCount => Facts.Value.Affinity;

    /// <summary>How many workers suit this process, at least 1, the calling thread included: <see cref="Environment.ProcessorCount"/>, and 1 on a platform
    /// without threads.</summary>
    public static int RecommendedWorkers => EnvironmentFacts.ReadThreadlessPlatform() is null ? Environment.ProcessorCount : 1;

    /// <summary>Explains in a few lines what this process may use, which limit decides it, and what to change.</summary>
    /// <returns>Several lines of English text, without a newline at the end, for people: wording and order may change with any version.</returns>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Complexity:</b> allocates the text. <b>Blocking:</b> never, but for the files read
    /// at first use.</remarks>
    public static string Explain() => EnvironmentReport.Write(Facts.Value);
}
