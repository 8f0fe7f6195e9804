namespace ParallelCore.Gallery.Running;

/// <summary>A folder of the gallery: one pattern or one use, before and after.</summary>
internal interface ISample
{
    /// <summary>What to type to run it.</summary>
    string Name { get; }

    /// <summary>What someone knows who has read it, in one line.</summary>
    string Teaches { get; }

    /// <summary>Makes the input, untimed, and says which forms there are to run.</summary>
    ITrial Prepare(Scale scale);
}

/// <summary>What belongs to every sample and follows from where its class is.</summary>
internal static class SampleExtensions
{
    private const string Root = "ParallelCore.Gallery.";

    /// <summary>Its folder in the project: the namespace says it.</summary>
    public static string Folder(this ISample sample) => sample.GetType().Namespace![Root.Length..].Replace('.', '/');

    /// <summary>Uses are whole programs, patterns are a few lines each.</summary>
    public static bool IsPattern(this ISample sample) => sample.Folder().StartsWith("Patterns/", StringComparison.Ordinal);
}
