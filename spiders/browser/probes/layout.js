// How wide the page is: more than the device's width means that it scrolls sideways.

const scrollWidth = () => document.documentElement.scrollWidth;
