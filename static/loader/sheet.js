// The device's share sheet.

// Whether this page, which may be a frame without its page's leave, can open it.
const mayOpen = () => {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  const feature = "web-share";
  // A browser refuses what it does not know of.
  return policy?.features?.().includes(feature) === false || policy?.allowsFeature(feature) !== false;
};

export const hasSheet = () => !!navigator.share && mayOpen();
