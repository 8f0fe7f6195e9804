namespace ParallelCore.Gallery.Running;

/// <summary>How much there is to do.</summary>
internal enum Scale
{
    /// <summary>A fraction of a second for each sample: are the results right?</summary>
    Quick,

    /// <summary>A few seconds for each sample, of which the figures are worth reading.</summary>
    Usual,

    /// <summary>As large as the real thing.</summary>
    Full,
}

internal static class ScaleExtensions
{
    public static int Pick(this Scale scale, int quick, int usual, int full) => scale switch
    {
        Scale.Quick => quick,
        Scale.Usual => usual,
        _ => full,
    };
}
