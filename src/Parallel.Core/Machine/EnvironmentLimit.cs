namespace ParallelCore.Machine;

/// <summary>What decides how many processors a process may use.</summary>
internal enum EnvironmentLimit
{
    /// <summary>Something that the platform doesn't tell.</summary>
    Unknown,

    /// <summary>Nothing but the machine.</summary>
    Machine,

    /// <summary>The affinity mask.</summary>
    Affinity,

    /// <summary>The container's quota, rounded up.</summary>
    Quota,

    /// <summary>The environment variable.</summary>
    Override,

    /// <summary>A platform without threads.</summary>
    Platform,
}
